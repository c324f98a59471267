import { beforeEach, describe, expect, test } from 'vitest';
import { messagesOfCard } from '../../../../src/store/attempts/outbox.ts';
import { become } from '../../../support/become.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only, type Shown } from '../../../support/chat.ts';
import { ended } from '../../../support/ended.ts';
import { accepted, receipt, statusOf, submit } from '../../../support/fates.ts';
import { WIRE } from '../../../support/outbox.ts';

let chat: ChatForTest;

beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});

const pressed = async (card: Shown, label: string, person = NIKOLAI): Promise<Shown> =>
  only(chat.press(person, card, label).then(({ cards }) => cards));

const told = (line: string, stat: string, error = '000', person = NIKOLAI): Promise<Shown> =>
  ended(chat, line, { stat, error, person });

const SMS = '/sms +79991234567 Your order is ready';

describe('the id', () => {
  test.each([
    ['DELIVRD', '000', NIKOLAI, /\n✅ delivered [\d:]+, in \d+ s · 2\.50 RUB · id 855469$/],
    ['DELIVRD', '000', OLGA, /\n✅ доставлено [\d:]+, за \d+ с · 2,50 RUB · id 855469$/],
    [
      'UNDELIV',
      '006',
      NIKOLAI,
      /\n❌ not delivered: subscriber offline \(6\) · 2\.50 RUB · id 855469\nThe phone /,
    ],
    ['UNDELIV', '006', OLGA, /\n❌ не доставлено: абонент не в сети \(6\) · 2,50 RUB · id 855469\nТелефон /],
    ['UNKNOWN', '000', NIKOLAI, /\n❌ no status from the provider: .+ · id 855469\n/],
  ] as const)('stays on the card of what ended as %s %s', async (stat, error, person, words) => {
    const card = await told(SMS, stat, error, person);
    expect(card.text).toMatch(words);
    expect(card.copied).toEqual(['855469']);
  });

  test('of each part is there, the first three spelled out', async () => {
    const long = 'x'.repeat(600);
    const parts = await chatForTest({
      wire: { ...WIRE, long: 'udh' },
    });
    const card = await only(parts.say(OLGA, `/sms +79991234567 ${long}`));
    await submit(parts.store, card.card.id, ['1', '2', '3', '4'].map(accepted));
    expect((await parts.look(card)).text).toContain('✈️ передано, id 1, 2, 3 и ещё 1');
  });
});

describe('what was rejected without a reason', () => {
  const GENERIC = { ...WIRE, hasDialect: false };
  test.each([
    [NIKOLAI, WIRE, false, 'The provider gave no reason. See in its account whether the money has run out;'],
    [OLGA, WIRE, false, 'Посмотрите в его личном кабинете, не кончились ли деньги;'],
    [NIKOLAI, WIRE, true, 'The provider gave no reason. /balance shows whether the money has run out.'],
    [OLGA, WIRE, true, 'Не кончились ли деньги, покажет /balance.'],
    [NIKOLAI, GENERIC, false, 'The provider gave no reason: ask it what it has against this message.'],
  ] as const)(
    'says what to do about it, alone or among several: %#',
    async (person, wire, asksProvider, words) => {
      chat = await chatForTest({ wire, asksProvider });
      await chat.let(NIKOLAI, 'operator');
      const card = await told(SMS, 'REJECTD', '000', person);
      expect(card.text).toContain(`· id 855469\n`);
      expect(card.text).toContain(words);
      const several = await only(chat.say(person, '/sms +79991234568, +79991234569 hi'));
      await become(chat.store.db, { state: 'rejected', error: null, ready_at: null }, { to: '79991234568' });
      expect((await chat.look(several)).text.split(words)).toHaveLength(2);
    },
  );

  test('says no such thing where the provider gave one', async () => {
    const card = await told(SMS, 'REJECTD', '255');
    expect(card.text).not.toContain('The provider gave no reason');
  });
});

describe('what the provider answered', () => {
  test.each([
    [NIKOLAI, '❌ not accepted by the provider: submit failed (ESME_RSUBMITFAIL). '],
    [OLGA, '❌ провайдер не принял: сообщение не принято (ESME_RSUBMITFAIL). '],
  ] as const)('goes on in the sentence that the card began (%#)', async (person, words) => {
    const card = await only(chat.say(person, SMS));
    await submit(chat.store, card.card.id, [{ outcome: 'refused', commandStatus: 0x45 }]);
    expect((await chat.look(card)).text).toContain(words);
  });

  test.each([
    [NIKOLAI, '⏳ queued: sending too fast. It goes out again by itself.'],
    [OLGA, '⏳ в очереди: превышена скорость отправки. Уйдёт само.'],
  ] as const)('also while it waits for another try (%#)', async (person, words) => {
    const card = await only(chat.say(person, SMS));
    await chat.store.write((tx) => tx.db.updateTable('messages').set({ command_status: 0x58 }).execute());
    expect((await chat.look(card)).text).toContain(words);
  });
});

describe("a failed message's buttons", () => {
  test.each([
    ['UNDELIV', '006', ['Send again', 'Ping', 'HLR']],
    ['EXPIRED', '006', ['Send again', 'Ping', 'HLR']],
    ['UNDELIV', '021', ['Viber', 'Call']],
    ['REJECTD', '255', ['Viber', 'Call', 'HLR']],
    ['REJECTD', '253', []],
    ['REJECTD', '254', []],
    ['REJECTD', '238', []],
    ['UNDELIV', '001', ['HLR']],
    ['REJECTD', '247', ['Send again']],
    ['DELETED', '000', []],
    ['UNKNOWN', '245', ['Send again', 'Ping', 'HLR']],
  ])('follow its reason: %s %s', async (stat, error, buttons) => {
    expect((await told(SMS, stat, error)).buttons).toEqual(buttons);
  });

  test.each([
    ['/viber +79991234567 Hello', '021', ['SMS', 'Call']],
    ['/call +79991234567 Hello', '255', ['SMS', 'Viber', 'HLR']],
    // An address takes neither another channel nor a look-up, a code is no text.
    ['/email a@b.ru subject=Bill Hello', '255', ['Send again']],
    ['/tgm +79991234567 4821', '021', ['Send again']],
  ])('of %s are the other channels that can carry it', async (line, error, buttons) => {
    expect((await told(line, 'UNDELIV', error)).buttons).toEqual(buttons);
  });

  test('[Viber] drafts the same text to the same person, asked first, once', async () => {
    const card = await told(SMS, 'UNDELIV', '021');

    const draft = await pressed(card, 'Viber');

    expect(draft.text).toBe('💜 Viber → +7 999 123-45-67 · from SHOP\n“Your order is ready”\n✋ Send this?');
    expect(draft.buttons).toEqual(['Send', 'Later…', 'Cancel', 'From…']);
    expect((await chat.look(card)).buttons).toEqual([]);
    await chat.press(NIKOLAI, draft, 'Cancel');
    expect((await chat.look(card)).buttons).toEqual(['Viber', 'Call']);
  });

  test.each([
    [
      NIKOLAI,
      'Send again',
      'It may have arrived all the same: sending again may deliver it twice.',
      '✋ Send this?',
    ],
    [
      OLGA,
      'Отправить ещё раз',
      'Сообщение всё же могло дойти: при повторной отправке может прийти дважды.',
      '✋ Отправить?',
    ],
  ] as const)(
    'what may have arrived is asked about before it is sent again ($first_name)',
    async (person, label, words, asked) => {
      const card = await told(SMS, 'EXPIRED', '000', person);
      expect(card.text).toContain(words);

      const draft = await pressed(card, label, person);

      expect(draft.text).toContain(asked);
      expect(await messagesOfCard(chat.store.db, draft.card.id, 1)).toMatchObject([{ state: 'waiting' }]);
      expect((await chat.press(person, card, label)).cards).toEqual([]);
    },
  );
});

describe('what ended as unknown', () => {
  test.each([
    [NIKOLAI, 'UNKNOWN', '✅ delivered', 'Before that, the provider said: no status from the provider'],
    [NIKOLAI, 'EXPIRED', '✅ delivered', 'Before that, the provider said: not delivered in time'],
    [NIKOLAI, 'UNDELIV', '✅ delivered', 'Before that, the provider said: not delivered'],
    [OLGA, 'REJECTD', '✅ доставлено', 'До этого провайдер сообщал: отклонено'],
    [OLGA, 'UNKNOWN', '✅ доставлено', 'До этого провайдер сообщал: нет статуса от провайдера'],
  ] as const)(
    'is delivered when that is told later, and the card says so (%#)',
    async (person, stat, end, before) => {
      const card = await told(SMS, stat, '000', person);
      expect(card.text).toContain('❌');

      await receipt(chat.store, statusOf('855469', 'DELIVRD'));

      const now = await chat.look(card);
      expect(now.text).toContain(end);
      expect(now.text.split('\n').at(-1)).toBe(before);
      expect(now.buttons).toEqual([]);
      expect(now.view.failed).toBe(false);
    },
  );

  test('what contradicts a delivery after it is not said to have come before it', async () => {
    const card = await told(SMS, 'DELIVRD', '000');
    await receipt(chat.store, statusOf('855469', 'UNDELIV'));
    expect((await chat.look(card)).text).toBe(card.text);
  });
});

describe('what is odd about a message that the provider took', () => {
  test.each([
    [
      NIKOLAI,
      '✈️ handed over',
      '⚠️ The provider gave no id for it: its status will be',
      'without giving an id',
    ],
    [OLGA, '✈️ передано', '⚠️ Провайдер не сообщил id: статус удастся узнать,', 'но не сообщил id'],
  ] as const)(
    'is said where it got no id, and that it cannot be asked about',
    async (person, line, words, why) => {
      const card = await only(chat.say(person, SMS));
      await submit(chat.store, card.card.id, [{ outcome: 'accepted', commandStatus: 0 }]);
      const shown = await chat.look(card);
      expect(shown.text).toContain(`\n${line}\n${words}`);
      const history = await only(chat.say(person, '/status', { replyTo: shown }));
      expect(history.text).toContain(why);
    },
  );

  test.each([
    [
      NIKOLAI,
      '❔ The provider reports a status that I do not know: “LOST”',
      'a status that I do not know: “LOST”',
    ],
    [OLGA, '❔ Провайдер сообщил статус, которого я не знаю: «LOST»', 'неизвестный мне статус: «LOST»'],
  ] as const)('is said where nobody can read its status, until there is one', async (person, words, row) => {
    const shown = await told(SMS, 'LOST', '000', person);
    expect(shown.text).toContain(words);
    expect((await only(chat.say(person, '/status', { replyTo: shown }))).text).toContain(row);
    await receipt(chat.store, statusOf('855469', 'DELIVRD'));
    expect((await chat.look(shown)).text).not.toContain('LOST');
  });
});
