import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readFile } from '../../../../src/store/chats/files.ts';
import { orderOfCard } from '../../../../src/store/orders/orders.ts';
import { idsOf } from '../../../../src/store/tables/message-id.ts';
import { become, type Fate } from '../../../support/become.ts';
import {
  type ChatForTest,
  chatForTest,
  GROUP,
  NIKOLAI,
  OLGA,
  only,
  type Shown,
} from '../../../support/chat.ts';

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});
afterEach(() => chat.store.close());

const MANY = 60;
const numberOf = (n: number) => `7999${1_234_000 + n}`;
const listOf = (count: number) => Array.from({ length: count }, (_, n) => `+${numberOf(n)}`).join(', ');

/** What became of the first ones of a campaign; the others have not left. */
const FATES: readonly Fate[] = [
  { state: 'delivered' },
  { state: 'accepted' },
  { state: 'in_doubt' },
  { state: 'unknown' },
  { state: 'left' },
  // After its validity a phone may have it all the same; what does not exist has nothing.
  { state: 'expired' },
  { state: 'undelivered', error: 1 },
  { state: 'refused', command_status: 11 },
];
const REACHED = [0, 1, 2, 3, 4, 5];

async function campaign(person: typeof OLGA, send: RegExp, count = MANY, place = person.id): Promise<Shown> {
  const card = only(await chat.say(person, `/sms ${listOf(count)} Распродажа завтра`, { chat: place }));
  await press(person, card, send);
  for (const [position, fate] of FATES.entries()) {
    await become(chat.store.db, { attempted_at: 1, ...fate }, { card: card.card.id, positions: [position] });
  }
  return card;
}

const labelIn = ({ buttons }: Shown, label: RegExp) => buttons.find((one) => label.test(one)) ?? '';
const press = async (person: typeof OLGA, card: Shown, label: RegExp) =>
  chat.press(person, card, labelIn(await chat.look(card), label), card.card.chat_id);

/** To whom the order on a card goes, and what. */
async function ordered({ card: { id } }: Shown) {
  const order = await orderOfCard(chat.store.db, id);
  const { first, last } = idsOf(order?.number ?? 0);
  const rows = await chat.store.db
    .selectFrom('messages')
    .select('recipient')
    .where('id', '>=', first)
    .where('id', '<=', last)
    .orderBy('id')
    .execute();
  return { to: rows.map(({ recipient }) => recipient), content: JSON.parse(order?.request ?? '').content };
}

const EN = {
  person: NIKOLAI,
  send: /^Send/,
  got: 'Who got it',
  write: 'Write to these 6',
  question: 'To the 6 who have it, or may: what should it say? Reply with the text.',
};
const RU: typeof EN = {
  person: OLGA,
  send: /^Отправить/,
  got: 'Кому пришло',
  write: 'Написать этим 6',
  question: 'Кому пришло или могло прийти (6): какой текст? Ответьте текстом.',
};

test.each([EN, RU])(
  'once $person.first_name has stopped a campaign those who got it, or may have, are written to, each once',
  async ({ person, send, got, write, question }) => {
    const card = await campaign(person, send);
    expect((await chat.look(card)).buttons).not.toContain(got);
    await chat.say(person, '/stop');
    expect((await chat.look(card)).buttons.slice(-2)).toEqual([got, write]);

    const asked = only((await chat.press(person, card, write)).cards);
    expect(asked.text).toBe(question);
    const draft = only(await chat.say(person, 'Распродажи не будет', { replyTo: asked }));

    expect(labelIn(draft, send)).toMatch(/ 6$/);
    expect(await ordered(draft)).toEqual({
      to: REACHED.map(numberOf),
      content: { channel: 'sms', text: 'Распродажи не будет' },
    });
  },
);

test('who got it comes as a file to whoever presses, in private, of a campaign that was cancelled too', async () => {
  const card = await campaign(OLGA, /^Отправить/, MANY, GROUP);
  await press(OLGA, card, /^Отменить остальные/);

  const file = only((await press(NIKOLAI, card, /^Кому пришло/)).cards);

  expect(file.card.chat_id).toBe(NIKOLAI.id);
  expect(file.text).toContain('6');
  const { view } = file;
  const id = view.as === 'file' ? (view.file?.id ?? '') : '';
  const lines = (await buffer(readFile(chat.store.db, id))).toString().trimEnd().split('\r\n').slice(1);
  expect(lines.map((line) => /\d{11}/.exec(line)?.[0])).toEqual(REACHED.map(numberOf));
});

test('of very many each is written to once, and nobody else, though they are written by and by', async () => {
  const many = 1_300;
  const card = await campaign(OLGA, /^Отправить/, many);
  const inVain = new Set([6, 7, 500, 1_250]);
  await become(chat.store.db, { state: 'delivered', attempted_at: 1 }, { card: card.card.id });
  const positions = [...inVain];
  await become(chat.store.db, { state: 'undelivered', error: 1 }, { card: card.card.id, positions });
  await become(chat.store.db, { state: 'queued', error: null }, { card: card.card.id, positions: [1_299] });
  await chat.say(OLGA, '/stop');

  const asked = only((await press(OLGA, card, /^Написать этим/)).cards);
  expect(asked.text).toMatch(/1.295/u);
  const draft = only(await chat.say(OLGA, 'Распродажи не будет'));

  const { to } = await ordered(draft);
  expect(to).toEqual(
    Array.from({ length: many - 1 }, (_, n) => n)
      .filter((n) => !inVain.has(n))
      .map(numberOf),
  );
  expect(labelIn(await chat.look(draft), /^Отправить 1.295$/u)).not.toBe('');
});

test('the text can be called off, and a campaign of which nobody has anything offers neither', async () => {
  const card = await campaign(OLGA, /^Отправить/);
  await press(OLGA, card, /^Пауза/);
  await press(OLGA, card, /^Написать этим/);
  const answer = only(await chat.say(OLGA, 'отмена'));
  expect(answer.text).toContain('/sms');
  expect(await chat.store.db.selectFrom('orders').select('number').execute()).toHaveLength(1);

  await become(
    chat.store.db,
    { state: 'undelivered', error: 1 },
    { card: card.card.id, positions: [...FATES.keys()] },
  );
  expect((await chat.look(card)).buttons).not.toContain('Кому пришло');
});
