import { expect, test } from 'vitest';
import { keepIncomingCard } from '../../../src/store/talks/incoming-cards.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only, type Shown } from '../../support/chat.ts';
import { accepted, receipt, submit } from '../../support/fates.ts';
import { incomingSms } from '../../support/incoming-sms.ts';
import { mentionsIn } from '../../support/mentions.ts';

/** A chat in which something was sent to a person who answered, and both are over. */
async function withPast(): Promise<{ chat: ChatForTest; sent: Shown }> {
  const chat = await team();
  await chat.say(OLGA, '/contact add ivan +79991234567 город=Омск');
  const sent = only(await chat.say(OLGA, '/sms +79991234567 Ваш тостер починен'));
  await submit(chat.store, sent.card.id, [accepted('855469')]);
  await receipt(chat.store, 'id:855469 stat:DELIVRD err:000');
  const answer = await incomingSms(chat, 'Заберу в понедельник', { chatId: OLGA.id });
  await seen(chat, answer);
  await daysAgo(chat);
  return { chat, sent };
}

/** Days ago: figures of hours outlive the messages that they are of. */
async function daysAgo({ store: { db } }: ChatForTest): Promise<void> {
  const hours = 100;
  await db
    .updateTable('hours')
    .set((eb) => ({ hour: eb('hour', '-', hours) }))
    .execute();
  await db
    .updateTable('messages')
    .set((eb) => ({ accepted_at: eb('accepted_at', '-', hours * 3_600_000) }))
    .execute();
}

/** Everybody has written to the bot, which knows their languages by that. */
async function team(): Promise<ChatForTest> {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'admin');
  for (const person of [OLGA, NIKOLAI]) await chat.say(person, '/help');
  return chat;
}

/** An incoming message is shown on its card. */
async function seen({ store }: ChatForTest, { card }: Shown): Promise<void> {
  const { incomingId } = JSON.parse(card.body) as { incomingId: string };
  await store.write((tx) => keepIncomingCard(tx, { cardId: card.id, incomingId, threadId: 0 }));
  await store.db.updateTable('incoming').set({ unseen_at: null, unplaced_at: null }).execute();
}

test.each([
  [
    OLGA,
    NIKOLAI,
    '🗑 Стереть всё, что хранится о +7 999 123-45-67. Просит Olga.',
    'Erase',
    /^✅ Стёрто, .+ Подтверждено: Nikolai\. Если карточка .+ дважды, копию удалите там сами: .+\.$/,
  ],
  [
    NIKOLAI,
    OLGA,
    '🗑 Erase all that is kept of +7 999 123-45-67. Asked for by Nikolai.',
    'Стереть',
    /^✅ Erased, .+ Confirmed by Olga\. If a card .+ stands twice in a chat, delete the copy there: .+\.$/,
  ],
])(
  '%#: a second admin confirms, and nothing is left of the person',
  async (asker, other, head, label, done) => {
    const { chat, sent } = await withPast();
    const cards = await chat.say(asker, '/forget +7 999 123-45-67');
    const [mine, theirs] = cards;
    if (!mine || !theirs) throw new Error('no cards');
    expect(mine.card.chat_id).toBe(asker.id);
    expect(mine.text.split('\n')[0]).toBe(head);
    expect(theirs.card.chat_id).toBe(other.id);
    expect(theirs.buttons[0]).toBe(label);

    const alone = await chat.press(asker, mine, mine.buttons[0] ?? '');
    expect(alone.toast).toMatch(/another admin|другой администратор/i);
    await chat.press(other, theirs, label);
    expect((await chat.look(mine)).text.split('\n')[1]).toMatch(done);
    expect((await chat.look(mine)).text).not.toContain('123-45-67');
    expect((await chat.look(sent)).text).toBe('🗑 То, что здесь было, больше не хранится.');
    expect(await mentionsIn(chat.store, '79991234567', ['тостер', 'понедельник', 'Омск'])).toEqual([]);
  },
);

test('without a second admin it is refused with how there is one, and operators cannot ask', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  expect(only(await chat.say(OLGA, '/forget +79991234567')).text).toMatch(/второй администратор.*\/grant/);
  expect(only(await chat.say(NIKOLAI, '/forget +79991234567')).text).toMatch(/admin/);
  expect(only(await chat.say(OLGA, '/forget')).text).toMatch(/^Напишите один номер/);
});

test.each([
  [OLGA, 'но не сейчас', 'осталось лишним'],
  [NIKOLAI, 'not now', 'is left over'],
])('%o: with more said behind the number nothing is erased or handed over', async (person, words, said) => {
  const chat = await team();
  for (const name of ['forget', 'export']) {
    const { text, copied } = only(await chat.say(person, `/${name} 89991234567 ${words}`));
    expect(text).toContain(said);
    expect(copied).toEqual([`/${name} +79991234567`]);
  }
});

test('while something of theirs is open it is refused, and said what', async () => {
  const chat = await team();
  const sent = only(await chat.say(OLGA, '/sms +79991234567 Ваш тостер починен'));
  expect(only(await chat.say(OLGA, '/forget +79991234567')).text).toContain('ещё не закончено: в очереди 1');
  await submit(chat.store, sent.card.id, [accepted('855469')]);
  await receipt(chat.store, 'id:855469 stat:DELIVRD err:000');
  const [mine, theirs] = await chat.say(OLGA, '/forget +79991234567');
  if (!mine || !theirs) throw new Error('no cards');
  await chat.say(OLGA, '/sms +79991234567 Ещё раз');
  await chat.press(NIKOLAI, theirs, 'Erase');
  expect((await chat.look(mine)).text).toContain('Сейчас стереть нельзя, ещё не закончено: в очереди 1');
});

test.each([
  [
    OLGA,
    ['Отменить', 'Отмена'],
    /ещё не закончено: .* 2(?!\d)/,
    /ещё не закончено/,
    'Незаконченного больше нет',
  ],
  [NIKOLAI, ['Cancel', 'Cancel'], /not over: 2 waiting/, /not over/, 'Nothing of it is under way any more'],
])(
  '%#: what waits for its time is open and named, and is cancelled there, or for many on its own card',
  async (asker, [cancelNth, cancel = ''], both, open, none) => {
    const chat = await team();
    const one = only(await chat.say(asker, '/sms +79991234567 at=+2h Ваш тостер починен'));
    const several = only(await chat.say(asker, '/sms +79991234567, +79991112233 at=+3h Скидки'));
    await chat.press(asker, several, several.buttons[0] ?? '');
    const refused = only(await chat.say(asker, '/forget +79991234567'));
    expect(refused.text).toMatch(both);
    expect(refused.text).toMatch(/\n\d+\. .*Ваш тостер починен.*\n\d+\. .*Скидки/);
    expect(refused.text).toContain('/stoplist add +79991234567');
    expect(refused.buttons).toHaveLength(1);
    expect(refused.buttons[0]).toMatch(new RegExp(`^${cancelNth} \\d+$`));
    await chat.press(asker, refused, refused.buttons[0] ?? '');
    expect((await chat.look(one)).text).toMatch(/отменено|cancelled/i);
    expect((await chat.look(refused)).text).toMatch(open);
    expect((await chat.look(refused)).text).not.toContain('тостер');
    await chat.press(asker, await chat.look(several), cancel);
    expect((await chat.look(refused)).text).toContain(none);
    const [mine, theirs] = await chat.say(asker, '/forget +79991234567');
    expect([mine?.card.kind, theirs?.card.kind]).toEqual(['erasure', 'erasure']);
  },
);

test.each([
  [OLGA, '«+7 999 123»', 'такого номера нет'],
  [NIKOLAI, '“+7 999 123”', 'is no number that exists'],
])('%#: what is no number is said back, with how one is written', async (asker, typed, why) => {
  const chat = await team();
  for (const command of ['/forget', '/export']) {
    const { text } = only(await chat.say(asker, `${command} +7 999 123`));
    expect(text).toContain(typed);
    expect(text).toContain(why);
    expect(text).toContain(`${command} +7`);
  }
});

test.each([
  ['everything we have on 8 999 123-45-67', '+79991234567'],
  ['all data of ivan', 'ivan'],
  ['все данные по ivan', 'ivan'],
])('of “%s” the line is offered without the words around', async (words, whom) => {
  const chat = await team();
  await chat.say(OLGA, '/contact add ivan +79991234568');
  for (const command of ['/forget', '/export'])
    expect(only(await chat.say(OLGA, `${command} ${words}`)).copied).toEqual([`${command} ${whom}`]);
});

test('what an admin asked for who is none any more nobody can confirm, and an admin may ask anew', async () => {
  const chat = await team();
  const ann = { id: 103, is_bot: false, first_name: 'Ann', language_code: 'en' };
  await chat.let(ann, 'admin');
  await chat.say(ann, '/help');
  const [, ...told] = await chat.say(NIKOLAI, '/forget +79991234567');
  const anns = told.find(({ card }) => card.chat_id === ann.id);
  if (!anns) throw new Error('nobody was asked');
  await chat.let(NIKOLAI, 'operator');
  const { toast } = await chat.press(ann, anns, 'Erase');
  expect(toast).toBe('Who asked for it is no admin any more: ask anew with /forget.');
  expect((await chat.look(anns)).text).toContain('Another admin has to confirm it');
  expect(await chat.say(ann, '/forget +79991234567')).toHaveLength(2);
});

test('whoever asked, or another admin, may cancel it', async () => {
  const chat = await team();
  const [mine, theirs] = await chat.say(OLGA, '/forget +79991234567');
  if (!mine || !theirs) throw new Error('no cards');
  await chat.press(OLGA, mine, 'Отмена');
  expect((await chat.look(theirs)).text).toContain('Cancelled by Olga. Nothing was erased.');
  expect((await chat.look(theirs)).buttons).toEqual([]);
});

test('an order to several keeps the others, and its card forgets whom it named', async () => {
  const chat = await team();
  await chat.say(OLGA, '/contact add ivan +79991234567');
  const card = only(await chat.say(OLGA, '/sms ivan, +79991234568, +79991234568 Скидки'));
  await chat.press(OLGA, card, 'Отправить 2');
  await submit(chat.store, card.card.id, [accepted('1'), accepted('2')]);
  await receipt(chat.store, 'id:1 stat:DELIVRD err:000');
  await receipt(chat.store, 'id:2 stat:DELIVRD err:000');
  await daysAgo(chat);
  const [, theirs] = await chat.say(OLGA, '/forget +79991234567');
  if (!theirs) throw new Error('no card');
  await chat.press(NIKOLAI, theirs, 'Erase');
  const shown = await chat.look(card);
  expect(shown.text).toContain('Скидки');
  expect(await mentionsIn(chat.store, '79991234567', ['ivan'])).toEqual([]);
});

test('the card by which a second person was asked is edited with that of the order, and so names them no more', async () => {
  const chat = await team();
  await chat.say(OLGA, '/settings approve 1');
  const card = only(await chat.say(OLGA, '/sms +79991234567, +79991234568 Скидки'));
  const [asked] = (await chat.press(OLGA, card, 'Отправить 2')).cards;
  if (!asked) throw new Error('nobody was asked');
  await chat.press(NIKOLAI, asked, 'Approve');
  await submit(chat.store, card.card.id, [accepted('1'), accepted('2')]);
  await receipt(chat.store, 'id:1 stat:DELIVRD err:000');
  await receipt(chat.store, 'id:2 stat:DELIVRD err:000');
  await daysAgo(chat);
  await chat.store.db.updateTable('cards').set({ due_at: null }).execute();
  const [, theirs] = await chat.say(OLGA, '/forget +79991234567');
  if (!theirs) throw new Error('no card');
  await chat.press(NIKOLAI, theirs, 'Erase');
  const due = await chat.store.db.selectFrom('cards').select('id').where('due_at', 'is not', null).execute();
  expect(due).toContainEqual({ id: asked.card.id });
  expect((await chat.look(asked)).text).not.toContain('45-67');
});

test('the card of a contact who is erased says that there is none', async () => {
  const chat = await team();
  const contact = only(await chat.say(OLGA, '/contact add ivan +79991234567 город=Омск'));
  await chat.store.db.updateTable('cards').set({ due_at: null }).execute();
  const [, theirs] = await chat.say(OLGA, '/forget +79991234567');
  if (!theirs) throw new Error('no card');
  await chat.press(NIKOLAI, theirs, 'Erase');
  const due = await chat.store.db.selectFrom('cards').select('id').where('due_at', 'is not', null).execute();
  expect(due).toContainEqual({ id: contact.card.id });
  expect((await chat.look(contact)).text).not.toMatch(/ivan|45-67|Омск/);
});

test('that somebody is on the stop list outlives what is erased, without the number', async () => {
  const chat = await team();
  await chat.say(OLGA, '/stoplist add +79991234567 звонил и ругался');
  const [, theirs] = await chat.say(OLGA, '/forget +79991234567');
  if (!theirs) throw new Error('no card');
  await chat.press(NIKOLAI, theirs, 'Erase');
  expect(await mentionsIn(chat.store, '79991234567', ['ругался'])).toEqual([]);
  expect(only(await chat.say(OLGA, '/sms +79991234567 Здравствуйте')).text).toContain('в стоп-листе');
  expect(only(await chat.say(OLGA, '/stoplist')).text).toContain('номер стёрт · добавлен: Olga');
});

test('what is on record says that it was done, and not of whom', async () => {
  const { chat } = await withPast();
  const [, theirs] = await chat.say(OLGA, '/forget +79991234567');
  if (!theirs) throw new Error('no card');
  await chat.press(NIKOLAI, theirs, 'Erase');
  const actions = await chat.store.db
    .selectFrom('actions')
    .select(['actor_id', 'what', 'arg'])
    .where('what', 'in', ['command forget', 'press confirm'])
    .orderBy('id')
    .execute();
  expect(actions).toEqual([
    { actor_id: String(OLGA.id), what: 'command forget', arg: null },
    { actor_id: String(NIKOLAI.id), what: 'press confirm', arg: null },
  ]);
});

test('words below what asks for an erasing, and behind it in private, erase nothing and are told what does', async () => {
  const { chat } = await withPast();
  const [asked] = await chat.say(OLGA, '/forget +79991234567');
  if (!asked) throw new Error('nothing was asked');
  for (const [person, words, says] of [
    [OLGA, 'а что именно удалится?', 'Решают кнопки: [Стереть]'],
    [NIKOLAI, 'who is asking and why', 'The buttons decide: another admin presses [Erase]'],
  ] as const)
    expect(only(await chat.say(person, words)).text).toContain(says);
  expect(only(await chat.say(OLGA, 'что?', { replyTo: asked })).text).toContain('Решают кнопки');
  expect((await chat.look(asked)).buttons).toEqual(asked.buttons);
});
