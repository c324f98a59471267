import { expect, test } from 'vitest';
import { bot, botMessages, OLGA, until, world } from '../support/bot.ts';
import { API_TOKEN } from '../support/planted.ts';

/*
 * What another program asks for by /api, over sockets from end to end: its body, what the SMSC decodes from the wire, what
 * the subscriber gets, and what the program reads of it in the end.
 */
interface Row {
  readonly call: { readonly to: string; readonly [field: string]: unknown };
  /** Other than the SMS of SHOP in the alphabet of the text. */
  readonly wire: { readonly source?: string; readonly dataCoding: number; readonly text: string };
  /** Null: nothing to read. */
  readonly phone: { readonly channel: string; readonly text: string } | null;
}

const nth = (n: number) => `7999${1_234_500 + n * 100 + 67}`;

const MESSAGES: readonly Row[] = [
  {
    call: { to: `+${nth(0)}`, text: 'Ваш заказ 1042 готов' },
    wire: { dataCoding: 8, text: 'Ваш заказ 1042 готов' },
    phone: { channel: 'sms', text: 'Ваш заказ 1042 готов' },
  },
  {
    call: { to: `+${nth(1)}`, text: 'Your order is ready', from: 'DEPOT', comment: 'ticket 77' },
    wire: { source: 'DEPOT', dataCoding: 0, text: 'Your order is ready\n~~~\nticket 77' },
    phone: { channel: 'sms', text: 'Your order is ready' },
  },
  {
    call: { to: `+${nth(2)}`, text: 'Gate 7', flash: true },
    wire: { dataCoding: 0x10, text: 'Gate 7' },
    phone: { channel: 'sms', text: 'Gate 7' },
  },
  {
    call: { to: 'a@b.ru', channel: 'email', subject: 'Invoice 12', text: 'Please find it attached' },
    wire: { dataCoding: 0, text: '__MAIL__: Please find it attached\nsubj:Invoice 12' },
    phone: { channel: 'email', text: 'Please find it attached' },
  },
  {
    call: {
      to: `+${nth(3)}`,
      channel: 'call',
      voice: 'w2',
      ring: 20,
      retry: 60,
      tries: 3,
      text: 'Free table',
    },
    wire: { dataCoding: 0, text: '__CALL__: Free table\nvoice:w2\n~~~\nparam:20,60,3' },
    phone: { channel: 'call', text: 'Free table' },
  },
  {
    call: { to: `+${nth(4)}`, channel: 'viber', text: 'See you at six' },
    wire: { dataCoding: 0, text: '__VIBER__: See you at six' },
    phone: { channel: 'viber', text: 'See you at six' },
  },
  {
    call: { to: `+${nth(5)}`, channel: 'soc', text: 'Привет из сети' },
    wire: { dataCoding: 8, text: '__SOC__: Привет из сети' },
    phone: { channel: 'soc', text: 'Привет из сети' },
  },
  {
    call: { to: `+${nth(6)}`, channel: 'tgm', code: '4821' },
    wire: { dataCoding: 0, text: '__TGM__: 4821' },
    phone: { channel: 'tgm', text: '4821' },
  },
  {
    call: { to: `+${nth(7)}`, channel: 'bot', bot: '@shop_bot', text: 'Your parcel is here' },
    wire: { dataCoding: 0, text: '__BOT__: Your parcel is here\nbot:@shop_bot' },
    phone: { channel: 'bot', text: 'Your parcel is here' },
  },
];

const LOOKUPS: readonly Row[] = [
  { call: { to: `+${nth(8)}`, kind: 'hlr' }, wire: { dataCoding: 0, text: '__HLR__' }, phone: null },
  { call: { to: `+${nth(9)}`, kind: 'ping' }, wire: { dataCoding: 0, text: '__PING__' }, phone: null },
];

test('what a program asks for goes on the wire as a typed command does, by each channel, and is read as delivered', async () => {
  const around = await world();
  const running = await bot(around, { API_TOKENS: `shop:${API_TOKEN}` });
  const headers = { authorization: `Bearer ${API_TOKEN}`, 'content-type': 'application/json' };
  const ask = async (path: string, body?: object) => {
    const asked = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(`${running.http.url}${path}`, { headers, ...asked });
    const answer = (await response.json()) as { id: string; messages: readonly { state: string }[] };
    return { status: response.status, body: answer };
  };

  const ids: string[] = [];
  for (const [path, rows] of [
    ['/api/messages', MESSAGES],
    ['/api/lookups', LOOKUPS],
  ] as const) {
    for (const { call } of rows) {
      const { status, body } = await ask(path, call);
      expect([status, body], JSON.stringify(call)).toEqual([
        202,
        expect.objectContaining({ id: expect.any(String) }),
      ]);
      ids.push(body.id);
    }
  }

  const rows = [...MESSAGES, ...LOOKUPS];
  for (const id of ids) {
    await until(around, async () => {
      const { body } = await ask(`/api/messages/${id}`);
      return body.messages.every(({ state }) => state === 'delivered');
    });
  }
  const submits = around.smsc.submits();
  expect(submits).toHaveLength(rows.length);
  for (const { call, wire, phone } of rows) {
    const destination = call.to.replace('+', '');
    const sent = submits.filter((submit) => submit.destination === destination);
    expect(sent).toMatchObject([{ source: 'SHOP', ...wire, registeredDelivery: 1, status: 0 }]);
    expect(around.smsc.phone(destination), destination).toMatchObject(phone ? [phone] : []);
  }
  // No chat was named: nobody has a card of it.
  expect(botMessages(around, OLGA)).toEqual([]);
});
