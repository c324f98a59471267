import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { bot, cardThatSays, NIKOLAI, OLGA, ownersFor, world } from '../support/bot.ts';

/* Messages by the provider's HTTP API, over sockets from end to end: nothing of SMPP is set. */

const N = '79991234567';

type World = Awaited<ReturnType<typeof world>>;

const providerOf = (around: World) => {
  if (!around.provider) throw new Error('this provider has no HTTP API');
  return around.provider;
};

/** The settings of a bot that has the API alone. */
function overHttps(around: World): Record<string, string> {
  const { url, apiKey } = providerOf(around);
  return {
    SMPP_HOSTS: '',
    SMPP_SYSTEM_ID: '',
    SMPP_PASSWORD: '',
    PROVIDER_URL: url,
    PROVIDER_API_KEY: apiKey,
  };
}

const sends = (around: World) =>
  providerOf(around)
    .requests()
    .filter(({ path }) => path === '/rest/send/');

/** Whether a request says all of this, and asks for no other channel. */
const isAsked = (
  params: Readonly<Record<string, string>>,
  asked: Readonly<Record<string, string>>,
): boolean => {
  const { id: _, sender: __, ...said } = params;
  const { sender: ___, ...wanted } = asked;
  return isDeepStrictEqual(said, wanted);
};

interface Row {
  readonly language: 'ru' | 'en';
  readonly say: string;
  /** What the API was asked, as it read it. */
  readonly asked: Record<string, string>;
  readonly phone: object | null;
  readonly card: readonly string[];
}

const CHANNELS: Readonly<Record<string, Row>> = {
  sms: {
    language: 'ru',
    say: `/sms +${N} comment="заявка 7" Ваш заказ 1042 готов`,
    asked: { phones: N, mes: 'Ваш заказ 1042 готов\n~~~\nзаявка 7', sender: 'SHOP' },
    phone: { channel: 'sms', text: 'Ваш заказ 1042 готов', parts: 1 },
    card: ['📤 SMS → +7 999 123-45-67', '1 часть, UCS-2', 'заявка 7', '✅ доставлено', '2,50', 'по HTTPS'],
  },
  email: {
    language: 'en',
    say: '/email a@b.ru subject="Invoice 12" Please find it attached',
    asked: { phones: 'a@b.ru', mail: '1', subj: 'Invoice 12', mes: 'Please find it attached' },
    phone: { channel: 'email', text: 'Please find it attached' },
    card: ['E-mail → a@b.ru', 'Invoice 12', '✅ delivered'],
  },
  call: {
    language: 'en',
    say: `/call +${N} voice=w2 ring=20 retry=60 tries=3 Your table is free`,
    asked: { phones: N, call: '1', voice: 'w2', param: '20,60,3', mes: 'Your table is free' },
    phone: { channel: 'call', text: 'Your table is free', voice: 'w2', ring: 20, tries: 3 },
    card: ['Call → +7 999 123-45-67', 'w2', '✅ delivered'],
  },
  viber: {
    language: 'en',
    say: `/viber +${N} See you at six`,
    asked: { phones: N, viber: '1', mes: 'See you at six' },
    phone: { channel: 'viber', text: 'See you at six' },
    card: ['Viber → +7 999 123-45-67', '✅ delivered', 'by HTTPS'],
  },
  soc: {
    language: 'ru',
    say: `/soc +${N} Привет из сети`,
    asked: { phones: N, soc: '1', mes: 'Привет из сети' },
    phone: { channel: 'soc', text: 'Привет из сети' },
    card: ['Соцсети → +7 999 123-45-67', '✅ доставлено'],
  },
  tgm: {
    language: 'en',
    say: `/tgm +${N} 4821`,
    asked: { phones: N, tg: '1', mes: '4821' },
    phone: { channel: 'tgm', text: '4821' },
    card: ['Telegram code → +7 999 123-45-67', '✅ delivered'],
  },
  bot: {
    language: 'en',
    say: `/bot +${N} bot=@shop_bot Your parcel is here`,
    asked: { phones: N, bot: '@shop_bot', mes: 'Your parcel is here' },
    phone: { channel: 'bot', text: 'Your parcel is here' },
    card: ['Telegram bot → +7 999 123-45-67', '@shop_bot', '✅ delivered'],
  },
  hlr: {
    language: 'en',
    say: '/hlr +79231112233',
    asked: { phones: '79231112233', hlr: '1' },
    phone: null,
    card: ['HLR +7 923 111-22-33', 'reachable', 'MegaFON', '250 02', '0.20'],
  },
  ping: {
    language: 'en',
    say: `/ping +${N}`,
    asked: { phones: N, ping: '1' },
    phone: null,
    card: ['Ping +7 999 123-45-67', '✅'],
  },
};

test('every channel goes by the HTTP API alone from the chat to the phone and back into one card', async () => {
  const rows = Object.entries(CHANNELS);
  const owners = ownersFor(rows.map(([, row]) => row));
  const around = await world({ telegram: owners.telegram });
  const running = await bot(around, { ...overHttps(around), ...owners.settings });
  const typed = rows.map(([channel, row], index) => ({ channel, row, by: owners.ids[index] ?? OLGA }));
  for (const { by, row } of typed) around.telegram.write(by, { from: by, text: row.say });
  for (const { by, channel, row } of typed) {
    await cardThatSays(around, by, row.card);
    const sent = sends(around).filter(({ params }) => isAsked(params, row.asked));
    expect(sent, channel).toHaveLength(1);
    const received = around.smsc.phone(row.asked.phones ?? '');
    if (row.phone) expect(received, channel).toContainEqual(expect.objectContaining(row.phone));
  }
  expect(sends(around)).toHaveLength(rows.length);
  expect(around.smsc.submits()).toEqual([]);
  expect(await running.metric('provider_http_sends_total{outcome="accepted"}')).toBe(rows.length);
  expect(await running.metric('provider_http_up')).toBe(1);
  expect(running.problems()).toEqual({});
  // Who asks is told in bodies alone.
  const { apiKey } = providerOf(around);
  const page = await (await fetch(`${running.http.url}/metrics`)).text();
  expect([...running.logged, page].join('\n')).not.toContain(apiKey);
  around.telegram.write(NIKOLAI, { from: NIKOLAI, text: '/health' });
  await cardThatSays(around, NIKOLAI, ['https/https', "the provider's HTTP API"]);
});
