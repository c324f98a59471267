import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only } from '../support/chat.ts';
import { accepted, receipt, submit } from '../support/fates.ts';
import { FOUND, lookedUp, NOWHERE, ROAMING } from '../support/lookups.ts';

const PING = (stat: string, error: string) =>
  `id:855469 sub:001 dlvrd:000 submit date:261123120000 done date:261123120002 stat:${stat} err:${error} text:`;

let chat: ChatForTest;

beforeEach(async () => {
  vi.setSystemTime(new Date('2026-11-23T09:00:00Z'));
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'viewer');
});

afterEach(async () => {
  await chat.store.close();
  vi.useRealTimers();
});

describe('a look-up of one number', () => {
  it('goes at once, for a viewer too, and says on its first line where it stands', async () => {
    const card = await only(chat.say(NIKOLAI, '/hlr +79231112233'));
    expect(card.text).toBe('🔎 HLR +7 923 111-22-33 ⏳ queued');
    expect(card.buttons).toEqual(['Cancel']);
    const [message] = await submit(chat.store, card.card.id, [accepted('855469')]);
    expect(message?.request).toEqual({ channel: 'hlr', to: '79231112233' });
    const handed = await chat.look(card);
    expect(handed.text).toBe('🔎 HLR +7 923 111-22-33 ⏳ asking the network\nid 855469');
    expect(handed.view.atRest).toBe(false);
  });

  it('tells the home network, roaming, IMSI, MSC, id, cost and how long it took', async () => {
    const card = await lookedUp(chat, '/hlr +79231112233', FOUND);
    expect(card.text).toBe(
      [
        '🔎 HLR +7 923 111-22-33 ✅ reachable',
        'Home network: Russian Federation · MegaFON open Joint Stock Company (250 02)',
        'Not roaming',
        'IMSI 250023012345678 · MSC 79232510066 · id 855469 · 0.20 RUB · in 2 s',
      ].join('\n'),
    );
    expect(card.copied).toEqual(['250023012345678', '79232510066', '855469']);
    expect(card.buttons).toEqual([]);
    expect(card.view.atRest).toBe(true);
  });

  it('tells the same in Russian', async () => {
    const card = await lookedUp(chat, '/hlr +79231112233', ROAMING, OLGA);
    expect(card.text).toBe(
      [
        '🔎 HLR +7 923 111-22-33 ✅ доступен',
        'Домашняя сеть: Russian Federation · MegaFON open Joint Stock Company (250 02)',
        'Роуминг: Turkey · Turkcell',
        'IMSI 250023012345678 · MSC 79232510066 · id 855469 · 0,20 RUB · за 2 с',
      ].join('\n'),
    );
  });

  it('says why a number cannot be reached and what to do, and offers to ask again', async () => {
    const card = await lookedUp(chat, '/hlr +79231112201', NOWHERE);
    expect(card.text).toBe(
      [
        '🔎 HLR +7 923 111-22-01 ❌ not reachable: subscriber does not exist (1)',
        'Check the number: it may be mistyped or disconnected.',
        'id 855469 · 0.20 RUB · in 2 s',
      ].join('\n'),
    );
    expect(card.buttons).toEqual(['Ask again', 'Ping']);
    const again = await only(chat.press(NIKOLAI, card, 'Ask again').then(({ cards }) => cards));
    expect(again.text).toBe('🔎 HLR +7 923 111-22-01 ⏳ queued');
  });

  it.each([
    [OLGA, '006', 'недоступен: абонент не в сети (6)', 'Спросите позже.'],
    [OLGA, '245', 'недоступен: статус не получен (245)', 'Спросите ещё раз.'],
    [OLGA, '255', 'недоступен: отклонено оператором (255)', 'Спросите ещё раз позже.'],
    [NIKOLAI, '006', 'not reachable: subscriber offline (6)', 'Ask again later.'],
    [NIKOLAI, '245', 'not reachable: no status received (245)', 'Ask again.'],
    [NIKOLAI, '255', 'not reachable: rejected by the operator (255)', 'Ask again later.'],
  ] as const)('advises what helps a question, not a message (%#)', async (person, error, reason, advice) => {
    const card = await lookedUp(chat, '/hlr +79231112201', NOWHERE.replace('001', error), person);
    const [head, advised] = card.text.split('\n');
    expect(head).toContain(reason);
    expect(advised?.endsWith(` ${advice}`)).toBe(true);
    expect(advised).not.toMatch(/HLR|ping|message|сообщени|Отправ|Send/);
  });

  it('shows what little a network tells, and a code that is not documented as it is', async () => {
    const little = FOUND.replace(/imsi.*/, 'imsi: msc: mcc: mnc: cn: net:MegaFON rcn: rnet:');
    expect((await lookedUp(chat, '/hlr +79231112233', little)).text).toContain(
      '\nHome network: MegaFON\nNot roaming\nid 855469',
    );
    const strange = NOWHERE.replace('001', '199').replaceAll('855469', '855469');
    const card = await only(chat.say(NIKOLAI, '/hlr +79231112244'));
    await submit(chat.store, card.card.id, [accepted('855470')]);
    await receipt(chat.store, strange.replace('855469', '855470'));
    expect((await chat.look(card)).text).toContain('❌ not reachable: 199\n');
  });

  it('says that the provider did not take it, in its words', async () => {
    const card = await only(chat.say(NIKOLAI, '/hlr +79231112233'));
    await submit(chat.store, card.card.id, [{ outcome: 'refused', commandStatus: 0x45 }]);
    const shown = await chat.look(card);
    expect(shown.text).toContain('❌ not accepted by the provider: submit failed (ESME_RSUBMITFAIL)');
    expect(shown.text).toContain('less than a minute before, perhaps from another program on the account');
    expect(shown.view.failed).toBe(true);
  });

  it('waits for a word when it was typed too long ago', async () => {
    const card = await only(chat.say(OLGA, '/hlr +79231112233', { at: Date.now() - 3_600_000 }));
    expect(card.text).toBe(
      '🔎 HLR +7 923 111-22-33 ✋ запрос ещё не отправлен\nЖдёт уже 1 ч, поэтому само не ушло. Запросить сейчас?',
    );
    expect(card.buttons).toEqual(['Запросить', 'Отмена']);
    await chat.press(OLGA, card, 'Отмена');
    expect((await chat.look(card)).text).toBe('🔎 HLR +7 923 111-22-33 🚫 отменено, запроса не было');
  });
});

describe('a ping', () => {
  it.each([
    ['DELIVRD', '000', '📡 Ping +7 999 123-45-67 ✅ the phone is on', NIKOLAI],
    ['DELIVRD', '000', '📡 Ping +7 999 123-45-67 ✅ телефон включён', OLGA],
    ['EXPIRED', '006', '📡 Ping +7 999 123-45-67 📴 the phone is off or out of coverage', NIKOLAI],
    ['EXPIRED', '006', '📡 Ping +7 999 123-45-67 📴 телефон выключен или вне сети', OLGA],
    [
      'UNDELIV',
      '013',
      '📡 Ping +7 999 123-45-67 ❌ the phone does not answer: subscriber blocked (13)',
      NIKOLAI,
    ],
    ['UNDELIV', '013', '📡 Ping +7 999 123-45-67 ❌ телефон не отвечает: абонент заблокирован (13)', OLGA],
    ['EXPIRED', '000', '📡 Ping +7 999 123-45-67 ❌ the phone does not answer', NIKOLAI],
  ])('that ends as %s with error %s reads %s', async (stat, error, line, person) => {
    const card = await lookedUp(chat, '/ping +79991234567', PING(stat, error), person);
    expect(card.text.split('\n')[0]).toBe(line);
    expect(card.text).toMatch(/855469 · 0[.,]20 RUB/);
    expect(card.buttons).toHaveLength(stat === 'DELIVRD' ? 0 : 2);
  });
});
