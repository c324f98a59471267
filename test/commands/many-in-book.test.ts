import { beforeEach, expect, test } from 'vitest';
import { TEAM, writeContacts } from '../../src/store/book/contacts.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only } from '../support/chat.ts';

/* Of very many contacts, groups and templates none goes missing without a word. */

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});

const nth = (n: number) => `one${String(n).padStart(5, '0')}`;

test('more contacts than one table takes are exported in several, each once', async () => {
  await chat.store.write((tx) =>
    writeContacts(
      tx,
      Array.from({ length: 10_001 }, (_, n) => ({
        owner: TEAM,
        key: nth(n),
        name: nth(n),
        number: String(79_990_000_000 + n),
        fields: {},
        madeBy: OLGA.id,
      })),
      Date.now(),
    ),
  );
  const cards = await chat.say(NIKOLAI, '/contact export');
  expect(cards.map(({ text }) => text)).toEqual([
    '📇 Contacts · 1/2 · 10,000 rows',
    '📇 Contacts · 2/2 · 1 row',
  ]);
  const files = cards.map(({ view }) => (view.as === 'file' ? view.file : null));
  expect(files.map((file) => file?.name)).toEqual(['contacts-1.csv', 'contacts-2.csv']);
  const last = await chat.store.db
    .selectFrom('file_chunks')
    .select('bytes')
    .where('file_id', '=', files[1]?.id ?? '')
    .execute();
  expect(Buffer.concat(last.map(({ bytes }) => bytes)).toString()).toContain(`${nth(10_000)},'+79990010000`);
});

test.each([
  [OLGA, '👥 230 групп', '📝 230 шаблонов', /и ещё (\d+)/],
  [NIKOLAI, '👥 230 groups', '📝 230 templates', /and (\d+) more/],
])(
  'lists count all of them, those too that they have no room for ($1)',
  async (person, groups, templates, more) => {
    const row = (n: number) => ({ owner_id: TEAM, key: nth(n), name: nth(n), made_by: OLGA.id, made_at: 1 });
    const all = Array.from({ length: 230 }, (_, n) => n);
    await chat.store.write(async ({ db }) => {
      await db.insertInto('contact_groups').values(all.map(row)).execute();
      const text = { text: 'Hello, how are you?', channel: 'sms' as const, language: '', used_at: null };
      await db
        .insertInto('templates')
        .values(all.map((n) => ({ ...row(n), ...text })))
        .execute();
    });
    for (const [line, head] of [
      ['/group', groups],
      ['/template', templates],
    ] as const) {
      const { text } = only(await chat.say(person, line));
      expect(text).toContain(head);
      const shown = text.split('\n').filter((one) => /one\d{5}/.test(one)).length;
      expect(Number(more.exec(text)?.[1]) + shown).toBe(230);
    }
  },
);
