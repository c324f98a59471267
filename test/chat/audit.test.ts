import { expect, test } from 'vitest';
import { deedWords } from '../../src/chat/cards/audit/words.ts';
import { rooms } from '../../src/chat/cards/index.ts';
import { LANGUAGES, localeFor } from '../../src/chat/locale.ts';
import { readFile } from '../../src/store/chats/files.ts';
import { firstIdAt } from '../../src/store/engine/store-time.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only, type Shown } from '../support/chat.ts';
import { accepted, cost, receipt, submit } from '../support/fates.ts';

/** What Nikolai has sent has cost something, and Olga has looked at it. */
async function busy(): Promise<ChatForTest> {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const [card] = await chat.say(NIKOLAI, '/sms +79161234501 Hello', { chat: GROUP });
  await submit(chat.store, card?.card.id ?? '', [accepted('m1')]);
  await receipt(chat.store, 'id:m1 stat:DELIVRD err:000', cost('2.50'));
  await chat.say(OLGA, '/status m1');
  return chat;
}

/** Its lines but for the first, without the times that they begin with. */
const deeds = (card: Shown | undefined): string[] =>
  (card?.text ?? '')
    .split('\n')
    .slice(1)
    .map((line) => line.replace(/^(\d{4}-\d{2}-\d{2} )?\d{2}:\d{2}:\d{2} /, ''));

test('what was done is told by its time, though its id is of a time before the clock was set back', async () => {
  const chat = await busy();
  const { numUpdatedRows } = await chat.store.db
    .updateTable('actions')
    .set({ id: firstIdAt(Date.now() + 7 * 86_400_000) })
    .where('what', '=', 'command status')
    .executeTakeFirstOrThrow();
  expect(numUpdatedRows).toBe(1n);
  const [all] = await chat.say(OLGA, '/audit');
  expect(deeds(all)).toContain('Olga: /status · в личном чате Olga');
});

test('who did what, from where, to how many and at what cost is told to admins, the last first', async () => {
  const chat = await busy();
  const [all] = await chat.say(OLGA, '/audit');
  expect(deeds(all)).toEqual([
    'Olga: /audit · в личном чате Olga',
    'Olga: /status · в личном чате Olga',
    'Nikolai: /sms · 📤 SMS, 1 получатель, 2,50 RUB · в группе «Alerts»',
  ]);
  const [his] = await chat.say(OLGA, '/audit nikolai 7d');
  expect(deeds(his)).toEqual(['Nikolai: /sms · 📤 SMS, 1 получатель, 2,50 RUB · в группе «Alerts»']);
  const [none] = await chat.say(OLGA, '/audit вчера');
  expect(deeds(none)).toEqual(['За это время никто ничего не делал.']);

  await chat.let(NIKOLAI, 'admin');
  const [same] = await chat.say(NIKOLAI, `/audit ${NIKOLAI.id}`);
  expect(deeds(same).at(-1)).toBe('Nikolai: /sms · 📤 SMS, 1 recipient, 2.50 RUB · “Alerts”');
  await chat.store.close();
});

test('what /stop has stopped is told as that, not as a reply', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await chat.say(NIKOLAI, '/sms +79161234501 at=+2h Hello');
  await chat.say(OLGA, '/stop');
  const [all] = await chat.say(OLGA, '/audit');
  expect(deeds(all).slice(1, -1).toSorted()).toEqual([
    'Olga: /stop · в личном чате Olga',
    'Olga: остановлено · 📤 SMS, 1 получатель · в личном чате Olga',
  ]);
  await chat.store.close();
});

test.each([
  [OLGA, ['Nikolai: [Отправить] · 📤 SMS', 'Nikolai: [Отмена] · 📤 SMS', 'Olga: /settings quiet 22-9 · ']],
  [NIKOLAI, ['Nikolai: [Send] · 📤 SMS', 'Nikolai: [Cancel] · 📤 SMS', 'Olga: /settings quiet 22-9 · ']],
])(
  'what was pressed is told as it stands on the buttons, and what was set as it is typed',
  async (admin, told) => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'admin');
    for (const button of ['Cancel', 'Send 2']) {
      const preview = only(await chat.say(NIKOLAI, `/sms +79161234501, +79161234502 ${button}`));
      await chat.press(NIKOLAI, preview, button);
    }
    const settings = only(await chat.say(OLGA, '/settings'));
    for (const button of ['Тихие часы', '22-9']) await chat.press(OLGA, settings, button);
    const [audit] = await chat.say(admin, '/audit');
    const lines = deeds(audit);
    for (const one of told) expect(lines).toContainEqual(expect.stringContaining(one));
    await chat.store.close();
  },
);

const presses = rooms.flatMap(({ kind, actions }) =>
  Object.keys(actions ?? {}).map((action) => ({ card: kind.name, action })),
);

test.each(LANGUAGES)('every button of every card has words of its own in the %s /audit', (language) => {
  const locale = localeFor(language, 'UTC');
  const kept = presses.filter(
    ({ card, action }) =>
      deedWords(locale, { what: `press ${action}`, arg: null, card }) ===
      locale.t('audit-press', { name: action }),
  );
  expect(presses.length).toBeGreaterThan(100);
  expect(kept).toEqual([]);
  const gone = { what: 'press was-once', arg: '7', card: null };
  expect(deedWords(locale, gone)).toBe(locale.t('audit-press', { name: 'was-once' }));
});

test.each([
  [OLGA, '/audit nikolak вчера', 'здесь никого так не зовут. Может быть, это: /audit Nikolai вчера'],
  [OLGA, '/audit кто-то', '«кто-то» — здесь никого так не зовут'],
  [NIKOLAI, '/audit somebody', 'Nobody here is called “somebody”'],
  [OLGA, '/audit 2199', '«2199» ещё не наступило'],
  [NIKOLAI, '/audit 2199', '“2199” has not begun yet'],
])('%o: %s is neither a name nor a period, and the answer says so', async (person, line, answer) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'admin');
  const [card] = await chat.say(person, line);
  expect(card?.text).toContain(answer);
  await chat.store.close();
});

test('it is for admins alone, and so is the file, which comes in private', async () => {
  const chat = await busy();
  const [refused] = await chat.say(NIKOLAI, '/audit');
  expect(refused?.text).toContain('/audit');
  expect(deeds(refused)).toEqual([]);
  const [card] = await chat.say(OLGA, '/audit', { chat: GROUP });
  if (!card) throw new Error('no card');
  expect((await chat.press(NIKOLAI, card, 'Файлом')).cards).toEqual([]);
  const [file, ...more] = (await chat.press(OLGA, card, 'Файлом')).cards;
  expect(more).toEqual([]);
  expect(file?.card.chat_id).toBe(OLGA.id);
  if (!file || !('file' in file.view) || !file.view.file) throw new Error('no file');
  const chunks = [];
  for await (const chunk of readFile(chat.store.db, file.view.file.id)) chunks.push(chunk);
  const rows = Buffer.concat(chunks).toString().trim().split('\r\n');
  expect(rows[0]).toContain('Кто;Id;Что;Где;Канал;Получателей;Цена, RUB');
  expect(rows.at(-1)?.split(';').slice(1)).toEqual([
    'Nikolai',
    String(NIKOLAI.id),
    '/sms',
    'в группе «Alerts»',
    'sms',
    '1',
    '2,50',
  ]);
  await chat.store.close();
});
