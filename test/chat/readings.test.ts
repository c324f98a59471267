import type { User } from 'grammy/types';
import { expect, test } from 'vitest';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only, type Shown } from '../support/chat.ts';
import { accepted, submit } from '../support/fates.ts';
import { tellStatus } from '../support/http-statuses.ts';
import { textOf } from '../support/shown-file.ts';

const TIME = String.raw`\d\d:\d\d:\d\d`;
const THREE = '+79161234501, +79161234502, +79161234503';

/** A Viber message to somebody that was handed over as m0. */
async function sent(chat: ChatForTest, person: User): Promise<Shown> {
  await chat.let(NIKOLAI, 'operator');
  const card = only(await chat.say(person, '/viber +79161234501 Sale: https://shop.example'));
  await submit(chat.store, card.card.id, [accepted('m0')]);
  await tellStatus(chat.store, 'm0', 'delivered');
  return card;
}

/** The same to three, of whom two read it, and one follows its link. */
async function sentToThree(chat: ChatForTest, person: User): Promise<Shown> {
  await chat.let(NIKOLAI, 'operator');
  const card = only(await chat.say(person, `/viber ${THREE} Sale: https://shop.example`));
  await chat.press(person, card, card.buttons[0] ?? '');
  await submit(chat.store, card.card.id, ['m0', 'm1', 'm2'].map(accepted));
  for (const id of ['m0', 'm1', 'm2']) await tellStatus(chat.store, id, 'delivered');
  for (const id of ['m0', 'm1']) await tellStatus(chat.store, id, 'read');
  await tellStatus(chat.store, 'm0', 'clicked');
  return chat.look(card);
}

const linesOf = async (chat: ChatForTest, card: Shown): Promise<string[]> =>
  (await textOf(chat, card)).trim().split('\r\n');

const lastLine = ({ text }: Shown): string => text.split('\n').at(-1) ?? '';

test.each([
  [NIKOLAI, 'delivered', 'read', 'opened the link'],
  [OLGA, 'доставлено', 'прочитано', 'перешли по ссылке'],
] as const)(
  'a card says of what arrived since when it is read, and when its link was opened (%#)',
  async (person, delivered, read, clicked) => {
    const chat = await chatForTest();
    const card = await sent(chat, person);
    expect(lastLine(await chat.look(card))).not.toContain(read);

    await tellStatus(chat.store, 'm0', 'read', Date.now() + 60_000);
    expect(lastLine(await chat.look(card))).toMatch(
      new RegExp(`^✅ ${delivered} ${TIME}, .* · 👁 ${read} ${TIME} · id m0$`),
    );
    await tellStatus(chat.store, 'm0', 'clicked', Date.now() + 120_000);
    expect(lastLine(await chat.look(card))).toMatch(
      new RegExp(`· 👁 ${read} ${TIME} · 🔗 ${clicked} ${TIME} · id m0$`),
    );
  },
);

test('of a link that was opened at once nothing else is said: who opens it has read the message', async () => {
  const chat = await chatForTest();
  const card = await sent(chat, NIKOLAI);
  await tellStatus(chat.store, 'm0', 'clicked');
  expect(lastLine(await chat.look(card))).toMatch(
    new RegExp(`^✅ delivered ${TIME}, .* · 🔗 opened the link ${TIME} · id m0$`),
  );
});

test.each([
  [NIKOLAI, '👁 read 2 · 🔗 opened the link 1'],
  [OLGA, '👁 прочитали 2 · 🔗 перешли по ссылке 1'],
] as const)('a card of many counts its readers (%#)', async (person, line) => {
  const chat = await chatForTest();
  expect((await sentToThree(chat, person)).text.split('\n')).toContain(line);
});

test.each([
  [NIKOLAI, 'Read: 2 (66.7% of those delivered), opened the link: 1'],
  [OLGA, 'Прочитано: 2 (66,7\u00a0% от доставленных), перешли по ссылке: 1'],
] as const)('figures say how many of those delivered were read (%#)', async (person, line) => {
  const chat = await chatForTest();
  await sentToThree(chat, person);
  expect(only(await chat.say(person, '/stats')).text.split('\n')).toContain(line);
});

test('figures where nobody is known to have read anything say nothing of readers', async () => {
  const chat = await chatForTest();
  await sent(chat, NIKOLAI);
  expect(only(await chat.say(NIKOLAI, '/stats')).text).not.toContain('Read');
});

test('the file of a card says of each when it was read, and when its link was opened', async () => {
  const chat = await chatForTest();
  const card = await sentToThree(chat, NIKOLAI);
  const file = only((await chat.press(NIKOLAI, card, 'As file')).cards);
  const [header, ...rows] = await linesOf(chat, file);
  expect(header).toMatch(/,Id,Read,Opened the link$/);
  const when = String.raw`\d{4}-\d\d-\d\d ${TIME}`;
  expect(rows).toEqual([
    expect.stringMatching(new RegExp(`,m0,${when},${when}$`)),
    expect.stringMatching(new RegExp(`,m1,${when},$`)),
    expect.stringMatching(/,m2,,$/),
  ]);
});

test.each([
  [NIKOLAI, 'delivered, opened the link', 'delivered and read', 'delivered, link opened'],
  [OLGA, 'доставлено, перешли по ссылке', 'доставлено и прочитано', 'доставлено, перешли по ссылке'],
] as const)(
  'what was written to a number, and all that is known of a message, say so (%#)',
  async (person, fate, read, clicked) => {
    const chat = await chatForTest();
    await sent(chat, person);
    await tellStatus(chat.store, 'm0', 'read');
    await tellStatus(chat.store, 'm0', 'clicked');
    expect(only(await chat.say(person, '/history +79161234501')).text).toMatch(new RegExp(`· ${fate}$`));
    const { text } = only(await chat.say(person, '/status m0'));
    expect(text).toMatch(new RegExp(`HTTP · ${read}\n.*HTTP · ${clicked}`));
    expect(only(await chat.say(person, '/status +79161234501')).text).toContain(`✅ ${fate}`);
  },
);
