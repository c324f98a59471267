import { buffer } from 'node:stream/consumers';
import type { User } from 'grammy/types';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Keep } from '../../../src/chat/retention.ts';
import { readFile } from '../../../src/store/chats/files.ts';
import { become } from '../../support/become.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only, type Shown } from '../../support/chat.ts';
import { accepted, receipt, submit } from '../../support/fates.ts';
import { incomingSms } from '../../support/incoming-sms.ts';
import { EN, RU } from '../../support/languages.ts';
import { DAY_MS, retentionIn } from '../../support/retention.ts';

/* What somebody is told who comes back to what is not kept any more. */

const TEXT = 'Подснежник';

let chat: ChatForTest;
beforeEach(async () => {
  vi.setSystemTime(Date.parse('2026-11-23T09:00:00Z'));
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets days pass, and what is old with them. */
async function pass(days: number, keep: Partial<Keep> = {}): Promise<void> {
  vi.setSystemTime(Date.now() + days * DAY_MS);
  await chat.store.db.updateTable('incoming').set({ unseen_at: null, unplaced_at: null }).execute();
  await chat.store.db.updateTable('cards').set({ due_at: null }).execute();
  await retentionIn(chat.store, keep).round();
}

interface Reader {
  readonly person: User;
  readonly gone: string;
  readonly empty: string;
  readonly needsText: string;
}

const READERS: readonly Reader[] = [
  {
    person: OLGA,
    gone: '🗑 Текст больше не хранится.',
    empty: '🗑 То, что здесь было, больше не хранится.',
    needsText: 'Для этого нужен текст, а он больше не хранится.',
  },
  {
    person: NIKOLAI,
    gone: '🗑 The text is not kept any more.',
    empty: '🗑 What stood here is not kept any more.',
    needsText: 'This takes the text, which is not kept any more.',
  },
];
const again = ({ person }: Reader) => (person === OLGA ? 'Отправить ещё раз' : 'Send again');
const whole = ({ person }: Reader) => (person === OLGA ? 'Весь текст' : 'Whole text');
const asFile = ({ person }: Reader) => (person === OLGA ? 'Файлом' : 'As file');

/** A message that failed in a way that another try helps. */
async function failed({ person }: Reader): Promise<Shown> {
  const card = await only(chat.say(person, `/sms +79991234567 ${TEXT}`));
  await submit(chat.store, card.card.id, [accepted('855469')]);
  await receipt(chat.store, 'id:855469 stat:UNDELIV err:006');
  return chat.look(card);
}

test.each(READERS)(
  'of a message whose text went its card, and /status, say so in its place, and where it stands ($gone)',
  async (reader) => {
    const card = await failed(reader);
    const [first, ...rest] = card.text.split('\n');
    expect(rest[0]).toContain(TEXT);
    await pass(366);
    expect((await chat.look(card)).text).toBe([first, reader.gone, ...rest.slice(1)].join('\n'));
    for (const status of ['/status 855469', '/status']) {
      const { text } = await only(chat.say(reader.person, status, { replyTo: card }));
      expect(text).toContain(`\n${reader.gone}\n`);
      expect(text).toContain('006'.replace(/^0+/, ''));
      expect(text).not.toContain(TEXT);
    }
  },
);

test.each(READERS)(
  '[Send again] of such a message says why it sends nothing ($needsText)',
  async (reader) => {
    const card = await failed(reader);
    expect(card.buttons).toContain(again(reader));
    await pass(366);
    expect((await chat.look(card)).buttons).not.toContain(again(reader));
    expect(await chat.press(reader.person, card, again(reader))).toEqual({
      toast: reader.needsText,
      cards: [],
    });
  },
);

test.each(READERS)('the file of such messages says so where the texts were ($gone)', async (reader) => {
  const { person } = reader;
  const draft = await only(chat.say(person, `/sms +79991234567, +79991112233 ${TEXT}`));
  const send = draft.buttons[0] ?? '';
  await chat.press(person, draft, send);
  await become(chat.store.db, { state: 'delivered', ready_at: null });
  await pass(366);
  const { cards } = await chat.press(person, await chat.look(draft), asFile(reader));
  const { view } = cards[0] as Shown;
  const file = view.as === 'file' && view.file ? view.file.id : '';
  const lines = (await buffer(readFile(chat.store.db, file))).toString().trim().split('\r\n');
  expect(lines).toHaveLength(3);
  for (const line of lines.slice(1)) expect(line).toContain(reader.gone);
});

test.each(READERS)(
  'an incoming message whose text went says so, and makes no file of it ($gone)',
  async (reader) => {
    const { person } = reader;
    const card = await incomingSms(chat, TEXT.repeat(400), {
      chatId: person.id,
      language: person === OLGA ? RU : EN,
    });
    await pass(366);
    const { text, buttons } = await chat.look(card);
    expect(text.split('\n')[0]).toBe(`✉️ +7 999 123-45-67: ${reader.gone}`);
    expect(buttons).toEqual([]);
    expect(await chat.press(person, card, whole(reader))).toEqual({ toast: reader.needsText, cards: [] });
  },
);

test.each(READERS)(
  'what was asked, refused or not understood is empty by then, and its buttons say so ($empty)',
  async (reader) => {
    const { person } = reader;
    await chat.say(person, '/sms +79991234567');
    await chat.say(person, '/health');
    const [aside] = await chat.say(person, TEXT);
    const cards = [
      await only(chat.say(person, '/sms')),
      await only(chat.say(person, `/smz +79991234567 ${TEXT}`)),
      await only(chat.say(person, '+79991234567')),
    ];
    if (!aside) throw new Error('nothing was asked');
    await pass(366);
    for (const card of [...cards, aside]) expect((await chat.look(card)).text).toBe(reader.empty);
    for (const button of aside.buttons) {
      expect(await chat.press(person, aside, button)).toEqual({ toast: reader.empty, cards: [] });
    }
  },
);

test.each(READERS)(
  'of a message that went whole its card and its history are empty, and say so ($empty)',
  async (reader) => {
    const { person } = reader;
    const card = await failed(reader);
    const history = await only(chat.say(person, '/status 855469'));
    const list = await only(chat.say(person, '/status +79991234567'));
    await chat.store.db.updateTable('queries').set({ open_at: null, answer: '[]' }).execute();
    await pass(91, { messages: 90 });
    for (const shown of [card, history]) {
      expect((await chat.look(shown)).text).toBe(reader.empty);
      for (const button of shown.buttons) {
        expect(await chat.press(person, shown, button)).toEqual({ toast: reader.empty, cards: [] });
      }
    }
    expect((await chat.look(list)).text).toContain(
      person === OLGA ? '1 сообщение больше' : '1 message is not',
    );
    expect((await only(chat.say(person, '/status', { replyTo: card }))).text).toBe(reader.empty);
  },
);
