import { describe, expect, it, test } from 'vitest';
import { bind, submitFields } from '../support/bound-client.ts';
import { call, EventReader, testWorld } from '../support/demo-world.ts';
import { mailTo, talk } from '../support/mail-client.ts';
import { request } from '../support/smpp-client.ts';

const phone = '79991234567';

async function inlet(options: Parameters<typeof testWorld>[0] = {}) {
  const world = await testWorld(options);
  const { mail, provider } = world;
  if (!mail || !provider) throw new Error('there is no mail server');
  const { apiKey: key } = provider;
  return {
    world,
    mail,
    key,
    letter: (rest: string) => `:${key}:${rest}`,
    write: (body: string, headers?: string[]) => mailTo(world, body, headers),
  };
}

const TAKEN = ['220', '250', '250', '250', '354', '250'];
const base64 = (text: string) => Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n');

describe('a mail', () => {
  it('becomes a message that reaches the phone, is paid, and has the id that it was given', async () => {
    const { world, write, mail } = await inlet({ smsc: { balance: 10 } });
    const { login, password } = world.smsc;
    expect(
      await write(`${login}:${password}:order-7:0,0:0,0,SHOP,0:+${phone}:Привет: https://a.example`),
    ).toEqual(TAKEN);
    await expect
      .poll(() => world.smsc.phone(phone))
      .toMatchObject([{ channel: 'sms', from: 'SHOP', text: 'Привет: https://a.example', parts: 1 }]);
    expect(world.smsc.account.purse.balance).toBe(7.5);
    expect(mail.mails()).toMatchObject([
      {
        from: 'bot@a.example',
        encrypted: false,
        fields: { id: 'order-7', phones: `+${phone}`, options: '0,0,SHOP,0' },
        messageId: 'order-7',
        why: null,
      },
    ]);
    expect(JSON.stringify(mail.mails())).not.toContain(password);
  });

  it.each<[string, string, object]>([
    ['sms', '0:0:0,1:79991234567:text', { flash: true }],
    ['call', '::,9,SHOP:79991234567:text', { voice: 'm', from: 'SHOP' }],
    ['viber', ':0:0,10,SHOP:79991234567:text\r\nmore', { text: 'text\nmore' }],
    ['soc', '7:0,3:0,11:79991234567:text', {}],
  ])('goes by the channel %s', async (channel, rest, shown) => {
    const { world, write, letter } = await inlet();
    expect(await write(letter(rest))).toEqual(TAKEN);
    await expect.poll(() => world.smsc.phone(phone)).toMatchObject([{ channel, ...shown }]);
  });

  it.each<[string, string[], (text: string) => string]>([
    [
      'base64',
      ['Content-Type: text/plain;', '\tcharset="utf-8"', 'Content-Transfer-Encoding: base64'],
      base64,
    ],
    [
      'quoted-printable',
      ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable'],
      (text) =>
        [...Buffer.from(text)]
          .map((octet) => `=${octet.toString(16).toUpperCase().padStart(2, '0')}`)
          .join('')
          .replace(/.{60}/g, '$&=\r\n'),
    ],
    [
      '[text] tags',
      ['Content-Type: text/plain; charset=utf-8'],
      (text) => `Hello\r\n[text]${text}[/text]\r\nBye`,
    ],
  ])('is read in %s', async (_, headers, encode) => {
    const { world, write, letter } = await inlet();
    expect(await write(encode(letter(`::0,0:${phone}:Заказ готов ${'x'.repeat(100)}`)), headers)).toEqual(
      TAKEN,
    );
    await expect
      .poll(() => world.smsc.phone(phone))
      .toMatchObject([{ text: `Заказ готов ${'x'.repeat(100)}` }]);
  });

  it.each<[string, (key: string) => string, string]>([
    ['names nobody', () => `:wrong::0:0,0:${phone}:hi`, 'authorise error'],
    ['is no such line', () => 'hello', 'it is not login:psw:id:time:…'],
    ['has a format that there is not', (key) => `:${key}::0:0,8:${phone}:hi`, 'there is no format 8'],
    [
      'has an option more',
      (key) => `:${key}::0:0,0,SHOP,0,9:${phone}:hi`,
      'options: translit,format,sender,test',
    ],
    ['has a sender that cannot be registered', (key) => `:${key}::0:0,0,МАГ:${phone}:hi`, 'sender'],
    ['has no number', (key) => `:${key}::0:0,0:ivan:hi`, 'phones'],
    ['has an id of other characters', (key) => `:${key}:order 7:0:0,0:${phone}:hi`, 'id'],
    ['is to be sent later', (key) => `:${key}::0112261200:0,0:${phone}:hi`, 'time: at once alone'],
    ['is a trial', (key) => `:${key}::0:0,0,,1:${phone}:hi`, 'test: a trial comes to nothing'],
    ['is a look-up with a text', (key) => `:${key}::0:0,3:${phone}:hi`, 'a look-up has no text'],
    ['has no text', (key) => `:${key}::0:0,0:${phone}:`, 'the text is forbidden, or there is none'],
  ])('that %s is taken, and nothing comes of it', async (_, letter, why) => {
    const { world, write, mail, key } = await inlet();
    expect(await write(letter(key))).toEqual(TAKEN);
    expect(mail.mails()).toMatchObject([{ messageId: null, why }]);
    expect(world.smsc.account.purse.balance).toBe(1_000_000);
  });

  it('without a charset is read as koi8-r, and as no other type than plain text', async () => {
    const { write, mail, letter } = await inlet();
    await write(letter(`::0,0:${phone}:Привет`), ['X-Header: none']);
    await write(letter(`::0,0:${phone}:hi`), ['Content-Type: text/html']);
    const [first, second] = mail.mails();
    expect(first?.fields?.text).toBe(new TextDecoder('koi8-r').decode(Buffer.from('Привет')));
    expect(second?.why).toBe('it is text/html, not text/plain');
  });

  it('to anybody else, or larger than 100 KB, is refused', async () => {
    const { write, mail, letter } = await inlet();
    const other = { to: 'other@send.smsc.example', mail: null };
    expect(await talk(mail.url, other)).toEqual(['220', '250', '250', '550']);
    const lines = Array.from({ length: 1100 }, () => 'x'.repeat(98)).join('\r\n');
    expect(await write(letter(`::0,0:${phone}:${lines}`))).toEqual([
      '220',
      '250',
      '250',
      '250',
      '354',
      '552',
    ]);
    expect(mail.mails()).toEqual([]);
  });
});

test('the account behind the mail server is that of the other ways', async () => {
  const { world, write, mail, letter } = await inlet({ smsc: { balance: 5 } });
  const { session } = await bind(world.smsc);
  await request(session, 'submit_sm', submitFields('hi'));
  await write(letter(`7:0:0,0:${phone}:hi`));
  await write(letter(`8:0:0,0:${phone}:ho`));
  await write(letter(`9:0:0,0:${phone}:hey`));
  expect(mail.mails().map(({ why }) => why)).toEqual(['repeated', null, 'no money']);
  expect(await request(session, 'submit_sm', submitFields('ho'))).toMatchObject({ command_status: 0x45 });
  expect(world.smsc.account.history.of(phone, '8')).toMatchObject({ text: 'ho' });
});

test('a look-up by mail has its finding in the history, and no phone rings', async () => {
  const { world, write, letter } = await inlet();
  await write(letter('7:0:0,3:79231112233:'));
  await expect
    .poll(() => world.smsc.account.history.of('79231112233', '7')?.outcome)
    .toMatchObject({ state: 'delivered' });
  expect(world.smsc.phone('79231112233')).toEqual([]);
});

describe('a fault of the mail server', () => {
  it.each<[object, string[], number]>([
    [{ fault: 'refuse' }, ['220', '250', '250', '550'], 0],
    [{ fault: 'refuse', at: 'sender', code: 451 }, ['220', '250', '451'], 0],
    [{ fault: 'refuse', at: 'message', code: 554 }, ['220', '250', '250', '250', '354', '554'], 0],
    [{ fault: 'busy' }, ['421'], 0],
    [{ fault: 'cut', when: 'before' }, ['220', '250', '250', '250', '354'], 0],
    [{ fault: 'cut' }, ['220', '250', '250', '250', '354'], 1],
    [{ fault: 'slow', seconds: 0 }, TAKEN, 1],
    [{ fault: 'lost' }, TAKEN, 0],
  ])('%o has the mail answered so, and the next one as ever', async (fault, answers, arrived) => {
    const { world, write, letter } = await inlet();
    expect(await call(world, 'POST', '/api/mail/faults', fault)).toEqual({ status: 200, body: {} });
    expect(await write(letter(`::0,0:${phone}:one`))).toEqual(answers);
    expect(await write(letter(`::0,0:${phone}:two`))).toEqual(TAKEN);
    await expect.poll(() => world.smsc.phone(phone)).toHaveLength(1 + arrived);
  });

  it('is refused in words when there is no such one', async () => {
    const { world } = await inlet();
    const { status, body } = await call(world, 'POST', '/api/mail/faults', { fault: 'refuse', code: 200 });
    expect([status, body.error]).toEqual([
      400,
      expect.stringContaining("not a fault of the provider's mail server"),
    ]);
  });
});

test('the page sees a mail as it is taken', async () => {
  const { world, write, letter, mail } = await inlet();
  const feed = await EventReader.open(world);
  await write(letter(`7:0:0,0:${phone}:hi`));
  const { data } = await feed.until('mail');
  expect(data.mail).toEqual(mail.mails()[0]);
  expect((await call(world, 'GET', '/api/mail/received')).body).toEqual([data.mail]);
  expect((await call(world, 'GET', '/api/snapshot')).body.mails).toEqual([data.mail]);
  expect((await call(world, 'GET', '/api/world')).body.providerMail).toEqual({
    url: mail.url,
    inlet: mail.inlet,
  });
});

test('another provider has no mail server', async () => {
  const world = await testWorld({ smsc: { provider: 'generic' } });
  expect(await call(world, 'GET', '/api/mail/received')).toMatchObject({ status: 404 });
  expect((await call(world, 'GET', '/api/world')).body.providerMail).toBeNull();
});
