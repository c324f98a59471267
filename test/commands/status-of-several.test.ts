import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setRole } from '../../src/store/people/people.ts';
import { openQueries } from '../../src/store/receipts/queries.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only } from '../support/chat.ts';
import { accepted, submit } from '../support/fates.ts';
import { delivered } from '../support/handed-over.ts';

let chat: ChatForTest;

beforeEach(async () => {
  vi.setSystemTime(new Date('2026-11-23T09:00:00Z'));
  chat = await chatForTest();
  await chat.store.write((tx) =>
    setRole(tx, { id: NIKOLAI.id, name: 'Nikolai', role: 'operator', by: OLGA.id, now: Date.now() }),
  );
});

afterEach(async () => {
  await chat.store.close();
  vi.useRealTimers();
});

describe('/status with several ids, or a number', () => {
  it.each([
    '/status #855469',
    '/status №855469',
    '/status id: 855469',
    '/status 855469,',
    '/status 855469?',
    '/status 855469.',
    '/status заказа 855469',
    '/status of order no. 855469',
  ])('%s is one id', async (line) => {
    await delivered(chat);
    expect((await only(chat.say(NIKOLAI, line))).card.kind).toBe('history');
  });

  it('answers each of several ids in a line, ten at the most', async () => {
    await delivered(chat);
    const list = await only(chat.say(NIKOLAI, '/status 855469, #855482'));
    expect(list.text).toBe(
      [
        '12:00:00 · Olga → +7 999 123-45-67 · 📤 SMS · ✅ delivered · 855469',
        '❔ 855482: I know no such id',
      ].join('\n'),
    );
    expect(await openQueries(chat.store.db, 'demo')).toEqual([]);
    const many = await only(
      chat.say(OLGA, `/status ${Array.from({ length: 12 }, (_, at) => 1000 + at).join(' ')}`),
    );
    expect(many.text).toContain('❔ 1009: такого id я не знаю\nи ещё 2');
  });

  it.each([
    '+79991234567',
    '+7 999 123-45-67',
    '8 (999) 123-45-67',
    '79991234567',
    'смс на 8 (999) 123-45-67',
  ])('tells of the last messages to %s, the newest first, without their texts', async (number) => {
    await delivered(chat);
    vi.setSystemTime(Date.now() + 60_000);
    const hlr = await only(chat.say(NIKOLAI, '/hlr +79991234567'));
    await submit(chat.store, hlr.card.id, [accepted('855470')]);
    await chat.say(OLGA, '/sms +79991112233 to another');
    const english = await only(chat.say(NIKOLAI, `/status ${number}`));
    expect(english.text).toBe(
      [
        '📋 +7 999 123-45-67, the last messages:',
        '12:01:04 · Nikolai · 🔎 HLR · ⏳ asking the network · 855470',
        '12:00:00 · Olga · 📤 SMS · ✅ delivered · 855469',
      ].join('\n'),
    );
    const russian = await only(chat.say(OLGA, `/status ${number}`));
    expect(russian.text).toContain('📋 +7 999 123-45-67, последние сообщения:');
    expect(russian.text).toContain('12:00:00 · Olga · 📤 SMS · ✅ доставлено · 855469');
  });

  it('tells of ten messages to a number, and of one that never got any', async () => {
    for (let at = 0; at < 12; at++) await chat.say(OLGA, `/sms +79991234567 hello ${at}`);
    const list = await only(chat.say(OLGA, '/status +79991234567'));
    expect(list.text.split('\n')).toHaveLength(11);
    expect((await only(chat.say(OLGA, '/status +79991112233'))).text).toBe(
      'На этот номер через этого бота ничего не отправляли.',
    );
    expect((await only(chat.say(NIKOLAI, '/status +79991112233'))).text).toBe(
      'Nothing was sent to this number by this bot.',
    );
  });

  it('takes digits that the provider gave a message for its id, though they could be a number', async () => {
    const sms = await only(chat.say(OLGA, '/sms +79991112233 hi'));
    await submit(chat.store, sms.card.id, [accepted('79991234567')]);
    expect((await only(chat.say(OLGA, '/status 79991234567'))).card.kind).toBe('history');
  });
});
