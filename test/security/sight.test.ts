import { beforeEach, describe, expect, test } from 'vitest';
import type { Language } from '../../src/chat/locale.ts';
import { migrateChat } from '../../src/store/chats/migrate-chat.ts';
import { become } from '../support/become.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only, type Shown } from '../support/chat.ts';
import { give, personWith } from '../support/effects.ts';
import { accepted, cost, receipt, submit } from '../support/fates.ts';
import { EN, RU } from '../support/languages.ts';

/* What of a message is read where: numbers and texts in a group that did not see them typed, texts by a viewer. */

const OTHER_GROUP = -1002;
const NUMBER = '+7 999 123-45-06';
const DIGITS = /999\D*123\D*45/;
const TEXT = 'Your parcel waits';

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});

/** A delivered SMS that was typed in that chat, and of which /status finds the id 855469. */
async function sent(chatId = OLGA.id): Promise<Shown> {
  const card = await only(chat.say(OLGA, `/sms ${NUMBER} comment="for the shop" ${TEXT}`, { chat: chatId }));
  await submit(chat.store, card.card.id, [accepted('855469')]);
  await receipt(chat.store, `id:855469 stat:DELIVRD err:000 text:${TEXT}`, cost('2.5'));
  return chat.look(card);
}

const speak = (language: Language) => chat.say(OLGA, `/lang ${language}`, { chat: GROUP });

describe('in a group', () => {
  test.each([
    [
      EN,
      '📤 SMS → +7 999 ***-45-06 · 1 part, GSM-7 · from SHOP\n🔒 The text is not shown here.\nBy Olga',
      'Numbers',
    ],
    [
      RU,
      '📤 SMS → +7 999 ***-45-06 · 1 часть, GSM-7 · от SHOP\n🔒 Текст здесь не показывается.\nАвтор: Olga',
      'Номера',
    ],
  ])(
    'the number of a message from elsewhere is masked and its text left out (%s)',
    async (language, words, label) => {
      await speak(language);
      await sent();
      const card = await only(chat.say(NIKOLAI, '/status 855469', { chat: GROUP }));
      expect(card.text).toContain(words);
      expect(card.text).not.toMatch(DIGITS);
      expect(card.text).not.toContain('for the shop');
      expect(card.buttons[0]).toBe(label);
    },
  );

  test('what was typed there is read there, number and text', async () => {
    const card = await sent(GROUP);
    expect(card.text).toContain(NUMBER);
    const history = await only(chat.say(NIKOLAI, '/status 855469', { chat: GROUP }));
    expect(history.text).toContain(NUMBER);
    expect(history.text).toContain(TEXT);
    expect(history.buttons).toHaveLength(1);
    const elsewhere = await only(chat.say(NIKOLAI, '/status 855469', { chat: OTHER_GROUP }));
    expect(elsewhere.text).not.toMatch(DIGITS);
  });

  test('it is still read there when the group has become a supergroup', async () => {
    const card = await sent(GROUP);
    await chat.store.write((tx) => migrateChat(tx, GROUP, OTHER_GROUP, Date.now()));
    expect((await chat.look(card)).text).toContain(`${NUMBER} · 1 `);
    expect((await chat.look(card)).text).toContain(TEXT);
  });

  test.each([
    [EN, 'Numbers', 'All that is known of it has been shown to you in private.'],
    [RU, 'Номера', 'Всё, что об этом известно, показано вам в личном чате.'],
  ])(
    '[Numbers] shows all of it to whoever presses, in private, and is on record (%s)',
    async (language, label, words) => {
      await speak(language);
      await sent();
      const card = await only(chat.say(NIKOLAI, '/status 855469', { chat: GROUP }));
      await chat.say(NIKOLAI, '/help');
      const { toast, cards } = await chat.press(NIKOLAI, card, label);
      expect(toast).toBe(words);
      expect(cards.map(({ card: { chat_id } }) => chat_id)).toEqual([NIKOLAI.id]);
      expect(cards[0]?.text).toContain(NUMBER);
      expect(cards[0]?.text).toContain(TEXT);
      expect((await chat.look(card)).text).not.toMatch(DIGITS);
      const { message_id, ...action } = await chat.store.db
        .selectFrom('actions')
        .select(['actor_id', 'card_id', 'message_id'])
        .where('what', '=', 'press numbers')
        .executeTakeFirstOrThrow();
      expect(action).toEqual({ actor_id: String(NIKOLAI.id), card_id: card.card.id });
      expect(message_id).toBe(JSON.parse(card.card.body).messageId);
    },
  );

  test.each([
    [
      EN,
      'Numbers',
      'This is for you alone, in your private chat. If nothing is there, open @demo_bot and press Start.',
    ],
    [
      RU,
      'Номера',
      'Это покажу только вам, в личном чате. Если там ничего нет, откройте @demo_bot и нажмите «Старт».',
    ],
  ])(
    'who has never started the bot is told to, and finds it there then (%s)',
    async (language, label, words) => {
      await speak(language);
      await sent();
      const card = await only(chat.say(NIKOLAI, '/status 855469', { chat: GROUP }));
      const { toast } = await chat.press(NIKOLAI, card, label);
      expect(toast).toBe(words);
    },
  );

  test('an IMSI is never shown, though the look-up was typed there; in private it is', async () => {
    for (const [chatId, id] of [
      [GROUP, '1'],
      [OLGA.id, '2'],
    ] as const) {
      const card = await only(chat.say(OLGA, `/hlr +792311122${id}3`, { chat: chatId }));
      await submit(chat.store, card.card.id, [accepted(id)]);
      const lookup = { imsi: '250029876543210', network: 'MegaFON', country: 'Russia' };
      await become(chat.store.db, { state: 'delivered', lookup: JSON.stringify(lookup) });
      const { text } = await chat.look(card);
      expect(text).toContain('MegaFON');
      expect(text.includes('250029876543210')).toBe(chatId > 0);
    }
  });

  test.each([
    [
      EN,
      'As file',
      'The files are being made, CSV and XLSX, and will come to you in private: numbers are not for a group.',
    ],
    [
      RU,
      'Файлом',
      'Готовятся файлы CSV и XLSX, они придут вам в личный чат: номера в группе не показываются.',
    ],
  ])('a file of numbers comes to whoever asks for it, in private (%s)', async (language, label, words) => {
    await speak(language);
    await chat.say(NIKOLAI, '/help');
    const numbers = Array.from({ length: 21 }, (_, n) => `+7923111${2000 + n}`).join(' ');
    const card = await only(chat.say(NIKOLAI, `/hlr ${numbers}`, { chat: GROUP }));
    await become(chat.store.db, { state: 'delivered', ready_at: null });
    const { toast, cards } = await chat.press(NIKOLAI, card, label);
    expect(toast).toBe(words);
    expect(cards.map(({ card: { kind, chat_id } }) => [kind, chat_id])).toEqual([
      ['report', NIKOLAI.id],
      ['report', NIKOLAI.id],
    ]);
  });

  test('nothing that /health says there is a number of somebody', async () => {
    await sent();
    const { text } = await only(chat.say(NIKOLAI, '/health', { chat: GROUP }));
    expect(text).not.toMatch(/\d{7}/);
  });
});

describe('a viewer in private', () => {
  const viewer = personWith('viewer');
  beforeEach(() => give(chat, viewer, 'viewer'));

  test('sees number and state of a message, and no text', async () => {
    await sent();
    const card = await only(chat.say(viewer, '/status 855469'));
    expect(card.text).toContain(NUMBER);
    expect(card.text).toContain('✅ delivered');
    expect(card.text).toContain('🔒 The text is not shown here.');
    expect(card.text).not.toContain(TEXT);
    expect(card.text).not.toContain('for the shop');
  });

  test('who may not send any more reads no texts of earlier cards, their own neither', async () => {
    const own = await only(chat.say(NIKOLAI, `/sms ${NUMBER} ${TEXT}`));
    expect(own.text).toContain(TEXT);
    await chat.let(NIKOLAI, 'viewer');
    const { text } = await chat.look(own);
    expect(text).toContain(NUMBER);
    expect(text).not.toContain(TEXT);
  });
});
