import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import program from '../../package.json' with { type: 'json' };
import { TEXT_LIMIT } from '../../src/chat/show/view.ts';
import { parseReceipt } from '../../src/messages/receipt-text.ts';
import { type BindReport, reportBinds } from '../../src/store/attempts/binds.ts';
import { setRole } from '../../src/store/people/people.ts';
import { storeReceipts } from '../../src/store/receipts/receipts.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, type Shown } from '../support/chat.ts';
import { accepted, receipt, submit } from '../support/fates.ts';

let chat: ChatForTest;

beforeEach(async () => {
  vi.setSystemTime(new Date('2026-11-23T09:00:00Z'));
  chat = await chatForTest();
  await chat.store.write((tx) =>
    setRole(tx, { id: NIKOLAI.id, name: 'Nikolai', role: 'viewer', by: OLGA.id, now: Date.now() }),
  );
});

afterEach(async () => {
  await chat.store.close();
  vi.useRealTimers();
});

const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

function report(binds: Record<string, Partial<BindReport>>): Promise<void> {
  const now = Date.now();
  const reports = Object.entries(binds).map(([id, bind]) => ({
    id,
    report: {
      mode: 'transceiver' as const,
      status: 'bound' as const,
      host: 'smpp.smsc.ru:3700',
      since: now,
      boundAt: now,
      lastError: null,
      lastErrorAt: null,
      retryAt: null,
      inFlight: 3,
      window: 100,
      rate: 50.4,
      lastReceiptAt: null,
      submitsPerMinute: 12,
      receiptsPerMinute: 11,
      ...bind,
    },
  }));
  return chat.store.write((tx) => reportBinds(tx, 'demo', reports, now));
}

async function ask(person = NIKOLAI): Promise<Shown> {
  const [card] = await chat.say(person, '/health');
  if (!card) throw new Error('no card came');
  return card;
}

/** SMS of Olga's that the provider took, one for each id. */
async function handOver(ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const [card] = await chat.say(OLGA, `/sms +79991234567 ${id}`);
    await submit(chat.store, card?.card.id ?? '', [accepted(id)]);
  }
}

describe('/health', () => {
  it('tells of the link, its window and traffic, the queue, the rate and the receipts', async () => {
    await report({ 'demo/1': {} });
    await handOver(['1', '2']);
    await chat.say(OLGA, '/sms +79991234567 waits');
    later(12);
    await receipt(chat.store, 'id:1 stat:DELIVRD err:000');
    later(48);
    await report({ 'demo/1': { since: Date.now() - 60_000 } });
    expect((await ask()).text).toBe(
      [
        '✅ The provider is connected',
        '',
        'demo/1 · smpp.smsc.ru:3700 · transceiver',
        '✅ bound since 12:00:00 (1 min)',
        'window 3 of 100 · 12 submits, 11 receipts a minute',
        '',
        'Queue: 1 waiting, 0 without an answer yet',
        'Rate: up to 50 parts a second',
        'Last receipt: 12:00:12 (48 s ago)',
        'Without a final status: 1 message, for 1 min',
        '✅ Telegram: you are reading this',
        `Bot version: ${program.version}`,
        'As of 12:01:00',
      ].join('\n'),
    );
  });

  it('says that the provider did not keep up, as long as it goes more slowly', async () => {
    await report({ 'demo/1': { rate: 28, rateSetting: 100 } });
    expect((await ask()).text).toContain(
      '\nRate: up to 28 parts a second instead of 100: the provider did not keep up\n',
    );
    expect((await ask(OLGA)).text).toContain(
      '\nСкорость: до 28 частей в секунду вместо 100: провайдер не успевал\n',
    );
    await report({ 'demo/1': { rate: 100, rateSetting: 100 } });
    expect((await ask()).text).toContain('\nRate: up to 100 parts a second\n');
  });

  it('tells it in Russian', async () => {
    await report({ 'demo/1': {} });
    later(30);
    expect((await ask(OLGA)).text).toBe(
      [
        '✅ Связь с провайдером есть',
        '',
        'demo/1 · smpp.smsc.ru:3700 · приём и передача',
        '✅ на связи с 12:00:00 (30 с)',
        'окно 3 из 100 · в минуту: отправок 12, отчётов 11',
        '',
        'Очередь: ждут 0, без ответа 0',
        'Скорость: до 50 частей в секунду',
        'Последний отчёт: ещё не было',
        '✅ Telegram: вы это читаете',
        `Версия бота: ${program.version}`,
        'По состоянию на 12:00:30',
      ].join('\n'),
    );
  });

  it.each([
    [1, 'Без итогового статуса 1 сообщение, уже 5 с', '1 message, for 5 s'],
    [2, 'Без итогового статуса 2 сообщения, первое уже 5 с', '2 messages, the first for 5 s'],
    [5, 'Без итогового статуса 5 сообщений, первое уже 5 с', '5 messages, the first for 5 s'],
  ])('counts %i without a status by the grammar of each language', async (count, russian, english) => {
    await handOver(Array.from({ length: count }, (_, index) => String(index + 1)));
    later(5);
    expect((await ask(OLGA)).text).toContain(`\n${russian}\n`);
    expect((await ask()).text).toContain(`: ${english}\n`);
  });

  it('counts the receipts of a day that are for messages which the bot does not know', async () => {
    const comes = (id: string) => {
      const parsed = parseReceipt({ text: `id:${id} stat:DELIVRD err:000`, tlvs: {} });
      const group = [{ receipt: parsed, via: 'smpp' as const, raw: '', parties: ['79991234567', 'SHOP'] }];
      return chat.store.write((tx) => storeReceipts(tx, 'demo', group, Date.now()));
    };
    await handOver(['1']);
    for (const id of ['1', '2', '3']) await comes(id);
    expect((await ask(OLGA)).text).toContain('\nОтчёты о сообщениях, которых я не знаю: 2 за сутки\n');
    expect((await ask()).text).toContain('\nReceipts for messages that I do not know: 2 in a day\n');
    later(24 * 3600 + 1);
    expect((await ask()).text).not.toContain('that I do not know');
  });

  it('tells the last error, and when it was, of a link that is up again', async () => {
    const lastError = 'smpp.smsc.ru:3700: closed by the SMSC';
    await report({ 'demo/1': { lastError, lastErrorAt: Date.now() - 60_000 } });
    const { text } = await ask();
    expect(text).toContain('✅ bound since 12:00:00');
    expect(text).toContain(`last error 11:59:00: ${lastError}`);
  });

  it('says why a link is down, since when, and when it tries again', async () => {
    const lastError = 'smpp.smsc.ru:3700: bind refused: ESME_RBINDFAIL';
    await report({
      'demo/1': {
        status: 'waiting',
        boundAt: null,
        retryAt: Date.now() + 30_000,
        lastError,
        lastErrorAt: Date.now(),
      },
    });
    later(18);
    const { text } = await ask();
    expect(text).toContain('❌ The provider is not connected\n');
    expect(text).toContain(
      `❌ down since 12:00:00 (18 s)\nnext try in 12 s\nlast error 12:00:00: ${lastError}: check login and password`,
    );
    expect(text).not.toContain('window');
    expect(text).not.toContain('Rate');
  });

  it('counts the links that do not fit, names those that are down first, and ends as ever', async () => {
    const names = Array.from({ length: 50 }, (_, n) => `demo/${String(n + 1).padStart(2, '0')}`);
    const down = { status: 'waiting' as const, boundAt: null, lastError: 'x'.repeat(300) };
    await report(Object.fromEntries(names.map((name) => [name, name > 'demo/45' ? down : {}])));
    const { text } = await ask();
    expect(text.length).toBeLessThanOrEqual(TEXT_LIMIT);
    for (const name of names.slice(45)) expect(text).toContain(name);
    expect(text.indexOf('demo/50')).toBeLessThan(text.indexOf('demo/01'));
    expect(text).toMatch(/\n\nand \d\d more\n/);
    expect(text.split('\n').at(-1)).toBe('As of 12:00:00');
  });

  it('warns when only some of the links are up', async () => {
    await report({
      'demo/1/receiver': { mode: 'receiver', status: 'connecting', boundAt: null },
      'demo/1/transmitter': { mode: 'transmitter' },
    });
    const { text } = await ask(OLGA);
    expect(text).toContain('⚠️ Соединений: 1 из 2\n');
    expect(text).toContain('demo/1/receiver · smpp.smsc.ru:3700 · приём\n⏳ соединяется с 12:00:00 (0 с)');
    expect(text).toContain('demo/1/transmitter · smpp.smsc.ru:3700 · передача\n✅ на связи');
  });

  it('does not believe a report that has grown old', async () => {
    await report({ 'demo/1': {} });
    later(90);
    const { text } = await ask();
    expect(text).toContain('❌ The provider is not connected\n');
    expect(text).toContain('❌ silent for 1 min 30 s');
  });

  it('says that nothing has reported yet', async () => {
    expect((await ask()).text).toContain('❌ The provider is not connected\nNo link has reported yet.\n');
  });

  it('is brought up to date on the same card', async () => {
    const card = await ask();
    await report({ 'demo/1': {} });
    expect(card.buttons).toEqual(['Refresh']);
    expect(await chat.press(NIKOLAI, card, 'Refresh')).toEqual({ toast: null, cards: [] });
    const again = await chat.look(card);
    expect(again.card.due_at).not.toBeNull();
    expect(again.text).toContain('✅ The provider is connected');
  });
});
