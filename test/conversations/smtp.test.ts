import { expect, test } from 'vitest';
import { bot, cardThatSays, NIKOLAI, OLGA, ownersFor, type TestBot, until, world } from '../support/bot.ts';
import { plant } from '../support/planted.ts';

/* Messages by the provider's mail server, over sockets from end to end. */

const N = '79991234567';

type World = Awaited<ReturnType<typeof world>>;

function providerOf({ mail, provider }: World) {
  if (!mail || !provider) throw new Error('this provider has no mail server');
  return { mail, http: provider };
}

/** The settings of a bot that sends by mail alone, and asks the HTTP API what became of it. */
function byMail(around: World): Record<string, string> {
  const { mail, http } = providerOf(around);
  plant(http.apiKey);
  return {
    WAYS: 'smtp',
    SMPP_HOSTS: '',
    SMPP_SYSTEM_ID: '',
    SMPP_PASSWORD: '',
    SMTP_URL: mail.url,
    SMTP_TO: mail.inlet,
    SMTP_FROM: 'bot@shop.example',
    PROVIDER_URL: http.url,
    PROVIDER_API_KEY: http.apiKey,
  };
}

const say = (around: World, person: number, text: string) =>
  around.telegram.write(person, { from: person, text });

interface Row {
  readonly language: 'ru' | 'en';
  readonly say: string;
  /** What stood in the mail. */
  readonly mail: { readonly options: string; readonly phones: string; readonly text: string };
  readonly phone: object | null;
  readonly card: readonly string[];
}

const CHANNELS: Readonly<Record<string, Row>> = {
  sms: {
    language: 'ru',
    say: `/sms +${N} Ваш заказ 1042 готов: https://a.example`,
    mail: { options: '0,0,SHOP', phones: `+${N}`, text: 'Ваш заказ 1042 готов: https://a.example' },
    phone: { channel: 'sms', from: 'SHOP', text: 'Ваш заказ 1042 готов: https://a.example', parts: 1 },
    card: ['📤 SMS → +7 999 123-45-67', '1 часть, UCS-2', '✅ доставлено', '2,50'],
  },
  flash: {
    language: 'ru',
    say: `/sms +${N} flash=yes Your code is 4821`,
    mail: { options: '0,1,SHOP', phones: `+${N}`, text: 'Your code is 4821' },
    phone: { channel: 'sms', text: 'Your code is 4821', flash: true },
    card: ['SMS → +7 999 123-45-67', '4821', '✅ доставлено'],
  },
  call: {
    language: 'en',
    say: `/call +${N} Your table is free`,
    mail: { options: '0,9,SHOP', phones: `+${N}`, text: 'Your table is free' },
    phone: { channel: 'call', text: 'Your table is free', voice: 'm' },
    card: ['Call → +7 999 123-45-67', '✅ delivered'],
  },
  viber: {
    language: 'ru',
    say: `/viber +${N} See you\nat six`,
    mail: { options: '0,10,SHOP', phones: `+${N}`, text: 'See you\nat six' },
    phone: { channel: 'viber', text: 'See you\nat six' },
    card: ['Viber → +7 999 123-45-67', '✅ доставлено'],
  },
  soc: {
    language: 'ru',
    say: `/soc +${N} Привет из сети`,
    mail: { options: '0,11,SHOP', phones: `+${N}`, text: 'Привет из сети' },
    phone: { channel: 'soc', text: 'Привет из сети' },
    card: ['Соцсети → +7 999 123-45-67', '✅ доставлено'],
  },
  hlr: {
    language: 'en',
    say: '/hlr +79231112233',
    mail: { options: '0,3,', phones: '+79231112233', text: '' },
    phone: null,
    card: ['HLR +7 923 111-22-33', 'reachable', 'MegaFON', '250 02', '0.20'],
  },
  ping: {
    language: 'en',
    say: `/ping +${N}`,
    mail: { options: '0,6,', phones: `+${N}`, text: '' },
    phone: null,
    card: ['Ping +7 999 123-45-67', '✅'],
  },
};

/** Nothing that the bot logged or serves has who asks in it. */
async function expectNoSecret(around: World, running: TestBot): Promise<void> {
  const page = await (await fetch(`${running.http.url}/metrics`)).text();
  expect([...running.logged, page].join('\n')).not.toContain(providerOf(around).http.apiKey);
}

test('every channel that has a place in a mail goes by mail alone from the chat to the phone and back into one card', async () => {
  const rows = Object.entries(CHANNELS);
  const owners = ownersFor(rows.map(([, row]) => row));
  const around = await world({ telegram: owners.telegram });
  const { mail } = providerOf(around);
  const running = await bot(around, { ...byMail(around), ...owners.settings });
  const typed = rows.map(([channel, row], index) => ({ channel, row, by: owners.ids[index] ?? OLGA }));
  for (const { by, row } of typed) say(around, by, row.say);
  for (const { by, channel, row } of typed) {
    await cardThatSays(around, by, row.card);
    const sent = mail.mails().filter(({ fields }) => fields?.options === row.mail.options);
    expect(sent, channel).toMatchObject([{ fields: row.mail, from: 'bot@shop.example', why: null }]);
    const received = around.smsc.phone(row.mail.phones.slice(1));
    if (row.phone) expect(received, channel).toContainEqual(expect.objectContaining(row.phone));
  }
  expect(mail.mails()).toHaveLength(rows.length);
  expect(around.smsc.submits()).toEqual([]);
  expect(await running.metric('provider_smtp_sends_total{outcome="accepted"}')).toBe(rows.length);
  expect(await running.metric('provider_smtp_up')).toBe(1);
  expect(running.problems()).toEqual({});
  await expectNoSecret(around, running);
  say(around, NIKOLAI, '/health');
  await cardThatSays(around, NIKOLAI, ['https/smtp', "the provider's mail server"]);
});

test('what has no place in a mail is refused before it is paid for', async () => {
  const around = await world();
  await bot(around, byMail(around));
  say(around, NIKOLAI, '/email a@b.ru subject="Invoice 12" Please find it attached');
  await cardThatSays(around, NIKOLAI, ['There is no /email here: messages go by mail alone']);
  say(around, OLGA, `/sms +${N} comment="заявка 7" Готово`);
  await cardThatSays(around, OLGA, ['только по почте', 'Уберите comment=', `/sms +${N} Готово`]);
  say(around, NIKOLAI, `/call +${N} voice=w2 Your table is free`);
  await cardThatSays(around, NIKOLAI, ['by mail alone', 'a voice']);
  expect(providerOf(around).mail.mails()).toEqual([]);
});

test('a mail that is refused, delayed or left without an answer ends as the provider has it', async () => {
  const around = await world();
  const { mail } = providerOf(around);
  const running = await bot(around, byMail(around));
  mail.fault({ fault: 'refuse', at: 'recipient', code: 550 });
  say(around, NIKOLAI, `/sms +${N} refused for good`);
  await cardThatSays(around, NIKOLAI, ['refused for good', 'smtp550', 'the mail server refuses it']);
  mail.fault({ fault: 'refuse', at: 'message', code: 451 });
  say(around, NIKOLAI, `/sms +${N} refused for now`);
  await cardThatSays(around, NIKOLAI, ['refused for now', '✅ delivered']);
  mail.fault({ fault: 'cut', when: 'after' });
  say(around, NIKOLAI, `/sms +${N} taken without an answer`);
  await cardThatSays(around, NIKOLAI, ['taken without an answer', '✅ delivered']);
  expect(mail.mails().map(({ fields }) => fields?.text)).toEqual([
    'refused for now',
    'taken without an answer',
  ]);
  say(around, NIKOLAI, '/error smtp550 smtp451');
  await cardThatSays(around, NIKOLAI, ['smtp550', 'smtp451', 'does not take it for now']);
  await expectNoSecret(around, running);
});

test('single messages go by mail while SMPP is down, and by SMPP again', async () => {
  const around = await world();
  const { mail } = providerOf(around);
  const { SMPP_HOSTS: _, SMPP_SYSTEM_ID: __, SMPP_PASSWORD: ___, ...settings } = byMail(around);
  const running = await bot(around, { ...settings, WAYS: 'smpp,smtp', WAY_AFTER: '1' });
  say(around, NIKOLAI, `/sms +${N} by SMPP`);
  await cardThatSays(around, NIKOLAI, ['by SMPP', '✅ delivered']);
  around.smsc.fault({ fault: 'silent', seconds: 60 });
  around.smsc.dropConnections();
  say(around, NIKOLAI, `/sms +${N} by mail`);
  await cardThatSays(around, NIKOLAI, ['by mail', '✅ delivered']);
  around.smsc.fault({ fault: 'none' });
  await until(around, () => Object.keys(running.problems()).length === 0, 'SMPP');
  say(around, NIKOLAI, `/sms +${N} by SMPP once more`);
  await cardThatSays(around, NIKOLAI, ['by SMPP once more', '✅ delivered']);
  expect(mail.mails().map(({ fields }) => fields?.text)).toEqual(['by mail']);
  expect(around.smsc.submits().map(({ text }) => text)).toEqual(['by SMPP', 'by SMPP once more']);
});
