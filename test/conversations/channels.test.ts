import { expect, test } from 'vitest';
import { bot, botMessages, NIKOLAI, OLGA, until, world } from '../support/bot.ts';

/*
 * Each row is a conversation with the real bot, over sockets from end to end: what is said, what the SMSC decodes from
 * the wire, what the subscriber gets, what the one card shows in the end, what the log and the metrics say.
 */
interface Conversation {
  name: string;
  by: typeof OLGA | typeof NIKOLAI;
  say: string;
  wire: { source: string; destination: string; dataCoding: number; text: string };
  phone: { channel: string; text: string } | null;
  card: string[];
  buttons?: string[];
  /** state in smpp_receipts_total */
  receipt: string;
}

const N = '79991234567';

const conversations: Conversation[] = [
  {
    name: 'an SMS in Russian',
    by: OLGA,
    say: `/sms +${N} Ваш заказ 1042 готов к выдаче`,
    wire: { source: 'SHOP', destination: N, dataCoding: 8, text: 'Ваш заказ 1042 готов к выдаче' },
    phone: { channel: 'sms', text: 'Ваш заказ 1042 готов к выдаче' },
    card: [
      '📤 SMS → +7 999 123-45-67',
      '1 часть, UCS-2',
      'от SHOP',
      '«Ваш заказ 1042 готов к выдаче»',
      '✅ доставлено',
      '2,50',
    ],
    receipt: 'delivered',
  },
  {
    name: 'an SMS in Latin letters with a comment and another sender',
    by: NIKOLAI,
    say: `/sms +${N} from=DEPOT comment="ticket 77" Your order is ready`,
    wire: { source: 'DEPOT', destination: N, dataCoding: 0, text: 'Your order is ready\n~~~\nticket 77' },
    phone: { channel: 'sms', text: 'Your order is ready' },
    card: ['1 part, GSM-7', 'from DEPOT', '“Your order is ready”', 'ticket 77', '✅ delivered'],
    receipt: 'delivered',
  },
  {
    name: 'an SMS to a phone that is off',
    by: NIKOLAI,
    say: '/sms +79991234506 hello',
    wire: { source: 'SHOP', destination: '79991234506', dataCoding: 0, text: 'hello' },
    phone: null,
    card: ['❌', 'ubscriber offline (6)'],
    buttons: ['Send again', 'Ping', 'HLR'],
    receipt: 'expired',
  },
  {
    name: 'an e-mail',
    by: NIKOLAI,
    say: '/email a@b.ru subject="Invoice 12" Please find it attached',
    wire: {
      source: 'SHOP',
      destination: 'a@b.ru',
      dataCoding: 0,
      text: '__MAIL__: Please find it attached\nsubj:Invoice 12',
    },
    phone: { channel: 'email', text: 'Please find it attached' },
    card: ['E-mail → a@b.ru', 'Invoice 12', '“Please find it attached”', '✅ delivered'],
    receipt: 'delivered',
  },
  {
    name: 'a voice call',
    by: NIKOLAI,
    say: `/call +${N} voice=w2 ring=20 retry=60 tries=3 Your table is free`,
    wire: {
      source: 'SHOP',
      destination: N,
      dataCoding: 0,
      text: '__CALL__: Your table is free\nvoice:w2\n~~~\nparam:20,60,3',
    },
    phone: { channel: 'call', text: 'Your table is free' },
    card: ['Call → +7 999 123-45-67', '“Your table is free”', 'w2', '✅ delivered'],
    receipt: 'delivered',
  },
  {
    name: 'a Viber message',
    by: NIKOLAI,
    say: `/viber +${N} See you at six`,
    wire: { source: 'SHOP', destination: N, dataCoding: 0, text: '__VIBER__: See you at six' },
    phone: { channel: 'viber', text: 'See you at six' },
    card: ['Viber → +7 999 123-45-67', '✅ delivered'],
    receipt: 'delivered',
  },
  {
    name: 'a social-network message',
    by: OLGA,
    say: `/soc +${N} Привет из сети`,
    wire: { source: 'SHOP', destination: N, dataCoding: 8, text: '__SOC__: Привет из сети' },
    phone: { channel: 'soc', text: 'Привет из сети' },
    card: ['Соцсети → +7 999 123-45-67', '✅ доставлено'],
    receipt: 'delivered',
  },
  {
    name: 'a Telegram code',
    by: NIKOLAI,
    say: `/tgm +${N} 4821`,
    wire: { source: 'SHOP', destination: N, dataCoding: 0, text: '__TGM__: 4821' },
    phone: { channel: 'tgm', text: '4821' },
    card: ['Telegram code → +7 999 123-45-67', '✅ delivered'],
    receipt: 'delivered',
  },
  {
    name: 'a message through a Telegram bot',
    by: NIKOLAI,
    say: `/bot +${N} bot=@shop_bot Your parcel is here`,
    wire: {
      source: 'SHOP',
      destination: N,
      dataCoding: 0,
      text: '__BOT__: Your parcel is here\nbot:@shop_bot',
    },
    phone: { channel: 'bot', text: 'Your parcel is here' },
    card: ['Telegram bot → +7 999 123-45-67', '@shop_bot', '✅ delivered'],
    receipt: 'delivered',
  },
  {
    name: 'an HLR look-up',
    by: NIKOLAI,
    say: '/hlr +79231112233',
    wire: { source: 'SHOP', destination: '79231112233', dataCoding: 0, text: '__HLR__' },
    phone: null,
    card: [
      'HLR +7 923 111-22-33',
      'reachable',
      'Russian Federation',
      'MegaFON',
      '250 02',
      '250023012345678',
      '79232510066',
      '0.20',
    ],
    receipt: 'delivered',
  },
  {
    name: 'a ping',
    by: NIKOLAI,
    say: `/ping +${N}`,
    wire: { source: 'SHOP', destination: N, dataCoding: 0, text: '__PING__' },
    phone: null,
    card: ['Ping +7 999 123-45-67', '✅'],
    receipt: 'delivered',
  },
];

test.each(conversations)('$name goes from the chat to the phone and back into one card', async (row) => {
  const around = await world();
  const running = await bot(around);
  around.telegram.write(row.by, { from: row.by, text: row.say });

  const last = row.card.at(-1) ?? '';
  const card = await until(around, () =>
    botMessages(around, row.by).find(({ text }) => text?.includes(last)),
  );
  for (const fact of row.card) expect(card.text).toContain(fact);
  expect(card.buttons.flat().map(({ text }) => text)).toEqual(row.buttons ?? []);
  expect(botMessages(around, row.by)).toHaveLength(1);

  const submits = around.smsc.submits();
  expect(submits).toHaveLength(1);
  expect(submits[0]).toMatchObject({ ...row.wire, registeredDelivery: 1, status: 0 });
  expect(around.smsc.phone(row.wire.destination)).toMatchObject(row.phone ? [row.phone] : []);

  expect(await running.metric('smpp_submits_total{outcome="accepted"}')).toBe(1);
  expect(await running.metric(`smpp_receipts_total{state="${row.receipt}"}`)).toBe(1);
  const log = running.logged.join('\n');
  expect(log).toContain('"msg":"bound"');
  expect(log).not.toContain(row.wire.destination);
  if (row.phone) expect(log).not.toContain(row.phone.text);
  expect(running.logged.filter((line) => /"level":"(warn|error|fatal)"/.test(line))).toEqual([]);
});
