import { createHash } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { bind, submitFields } from '../support/bound-client.ts';
import { call, testWorld } from '../support/demo-world.ts';
import { request } from '../support/smpp-client.ts';

type Fields = Record<string, string | number>;
type Answer = { id: string | number; cnt: number };

/** A world, and how its provider is asked: as the demo's own client, whose code is not the bot's. */
async function provider(options: Parameters<typeof testWorld>[0] = {}) {
  const world = await testWorld(options);
  const { url, apiKey } = world.provider as NonNullable<typeof world.provider>;
  const post = async (path: string, type: string, body: string) => {
    const response = await fetch(url + path, { method: 'POST', headers: { 'content-type': type }, body });
    return response;
  };
  return {
    world,
    url,
    apiKey,
    async send(fields: Fields, who: Fields = { apikey: apiKey }): Promise<Answer> {
      const body = JSON.stringify({ ...who, ...fields });
      return (await post('/rest/send/', 'application/json', body)).json() as Promise<Answer>;
    },
    async ask(page: string, fields: Fields, who: Fields = { apikey: apiKey }): Promise<Answer> {
      const all = { ...who, charset: 'utf-8', fmt: 3, ...fields };
      const form = new URLSearchParams(
        Object.entries(all).map(([name, value]): [string, string] => [name, String(value)]),
      );
      const type = 'application/x-www-form-urlencoded';
      return (await post(`/sys/${page}.php`, type, form.toString())).json() as Promise<Answer>;
    },
  };
}

const phone = '79991234567';
const message = { phones: phone, mes: 'Привет' };

describe('a message by HTTP', () => {
  it('reaches the phone, is paid, and its state is told by number and id', async () => {
    const { world, send, ask } = await provider({ smsc: { balance: 10 } });
    const sent = await send({ ...message, sender: 'SHOP', id: 'order-7', cost: 3 });
    expect(sent).toEqual({ id: 'order-7', cnt: 1, cost: '2.5', balance: '7.5' });
    await expect
      .poll(() => world.smsc.phone(phone))
      .toMatchObject([{ channel: 'sms', from: 'SHOP', text: 'Привет', parts: 1 }]);
    expect(await ask('status', { phone, id: 'order-7', all: 2 })).toMatchObject({
      status: 1,
      err: 0,
      phone,
      cost: '2.5000',
      sender_id: 'SHOP',
      message: 'Привет',
      region: 'Москва и Московская область',
    });
    expect(await ask('status', { phone: '79000000000', id: 'order-7' })).toMatchObject({ status: -3 });
    expect(await ask('balance', { cur: 1 })).toEqual({ balance: '7.5', currency: 'RUB' });
  });

  it.each<[string, Fields, object]>([
    ['email', { phones: 'a@b.example', mes: 'text', mail: 1, subj: 'Subject' }, { subject: 'Subject' }],
    ['call', { mes: 'text', call: 1, voice: 'w2', param: '20,60,3' }, { voice: 'w2', ring: 20, tries: 3 }],
    ['viber', { mes: 'text\n~~~\nnote', viber: 1 }, { text: 'text' }],
    ['soc', { mes: 'text', soc: 1 }, {}],
    ['tgm', { mes: '1234', tg: 1 }, {}],
    ['bot', { mes: 'text', bot: '@shop_bot' }, { bot: '@shop_bot' }],
    ['sms', { mes: 'text', flash: 1 }, { flash: true }],
  ])('goes by the channel %s', async (channel, fields, shown) => {
    const { world, send } = await provider();
    const asked: Fields = { phones: phone, ...fields };
    expect(await send(asked)).toMatchObject({ cnt: 1 });
    const [received] = await expect
      .poll(() => world.smsc.phone(String(asked.phones)))
      .toHaveLength(1)
      .then(() => world.smsc.phone(String(asked.phones)));
    expect(received).toMatchObject({ channel, ...shown });
  });

  it('is a look-up whose state has what was found, and no phone rings', async () => {
    const { world, send, ask } = await provider();
    const { id } = await send({ phones: '79231112233', hlr: 1 });
    await expect
      .poll(() => ask('status', { phone: '79231112233', id }))
      .toMatchObject({ status: 1, imsi: '250023012345678', cn: 'Russian Federation' });
    expect(world.smsc.phone('79231112233')).toEqual([]);
  });

  it('goes to several numbers under one id', async () => {
    const { send, ask } = await provider();
    const { id, cnt } = await send({ phones: `${phone},79231112201`, mes: 'both' });
    expect(cnt).toBe(2);
    await expect
      .poll(() => ask('status', { phone: `${phone},79231112201`, id: `${id},${id}` }))
      .toMatchObject([{ status: 1 }, { status: 20, err: 1 }]);
  });

  it.each<[string, number, Fields]>([
    ['has no number', 1, { mes: 'text' }],
    ['has a parameter that there is not', 1, { ...message, phone }],
    ['has two channels', 1, { ...message, viber: 1, soc: 1 }],
    ['has an id of other characters', 1, { ...message, id: 'order 7' }],
    ['has a mark of the dialect in its text', 6, { phones: phone, mes: '__HLR__: x' }],
    ['has a sender that cannot be registered', 6, { ...message, sender: 'МАГАЗИН' }],
    ['has no number in its place', 7, { ...message, phones: 'ivan' }],
    ['is an e-mail to a number', 7, { ...message, mail: 1, subj: 'Subject' }],
    ['is no code for Telegram', 6, { phones: phone, mes: 'hello', tg: 1 }],
  ])('is refused when it %s: error %i', async (_, code, fields) => {
    const { world, send } = await provider();
    expect(await send(fields)).toMatchObject({ error_code: code, error: expect.any(String) });
    expect(world.smsc.account.purse.balance).toBe(1_000_000);
  });
});

describe('one account behind both ways', () => {
  it('refuses what the other way has taken within the minute, both ways round', async () => {
    const { world, send } = await provider();
    const { session } = await bind(world.smsc);
    await request(session, 'submit_sm', submitFields('hi'));
    expect(await send({ phones: phone, mes: 'hi' })).toMatchObject({ error_code: 9 });
    expect(await send({ phones: phone, mes: 'ho' })).toMatchObject({ cnt: 1 });
    expect(await request(session, 'submit_sm', submitFields('ho'))).toMatchObject({ command_status: 0x45 });
  });

  it('has one history, one inbox and one balance', async () => {
    const { world, ask } = await provider({ smsc: { balance: 5 } });
    const { session } = await bind(world.smsc);
    const { message_id: id } = await request(session, 'submit_sm', submitFields('hi'));
    await expect.poll(() => ask('status', { phone, id })).toMatchObject({ status: 1 });
    expect(await ask('balance', {})).toEqual({ balance: '2.5' });
    await world.smsc.write(phone, { to: '79000000', text: 'Спасибо' });
    await world.smsc.write(phone, { to: '79000000', text: 'И вам' });
    const told = await ask('get', { get_answers: 1 });
    expect(told).toMatchObject([{ id: 1, phone, to_phone: '79000000', message: 'Спасибо' }, { id: 2 }]);
    expect(await ask('get', { get_answers: 1, after_id: 1 })).toMatchObject([{ message: 'И вам' }]);
  });

  it('that is empty refuses over HTTP, and takes by SMPP what comes to nothing then', async () => {
    const { world, send, ask } = await provider();
    await call(world, 'POST', '/api/provider/balance', { balance: 2.4 });
    expect(await send({ ...message, id: 5 })).toMatchObject({ error_code: 3, id: '5' });
    const { session } = await bind(world.smsc);
    const { message_id: id } = await request(session, 'submit_sm', submitFields('hi'));
    await expect.poll(() => ask('status', { phone, id })).toMatchObject({ status: 24 });
    expect(world.smsc.phone(phone)).toEqual([]);
    expect(await ask('balance', {})).toEqual({ balance: '2.4' });
  });
});

describe('who asks', () => {
  it('is known by the key, or by login and password or the MD5 of that', async () => {
    const { ask } = await provider({ smsc: { login: 'shop', password: 'secret' } });
    const md5 = createHash('md5').update('secret').digest('hex');
    const known: Fields[] = [
      { login: 'shop', psw: 'secret' },
      { login: 'shop', psw: md5 },
    ];
    for (const who of known) expect(await ask('balance', {}, who)).toEqual({ balance: '1000000' });
    const strangers: Fields[] = [{}, { login: 'shop', psw: 'other' }, { apikey: 'other' }];
    for (const who of strangers) expect(await ask('balance', {}, who)).toMatchObject({ error_code: 2 });
  });

  it('without utf-8 is answered in windows-1251, without fmt=3 in no JSON', async () => {
    const { url, apiKey } = await provider();
    const asked = `${url}/sys/info.php?apikey=${apiKey}&get_operator=1&phone=${phone}`;
    const octets = await (await fetch(`${asked}&fmt=3`)).arrayBuffer();
    expect(new TextDecoder('windows-1251').decode(octets)).toContain('"country":"Россия"');
    expect(await (await fetch(asked)).text()).toMatch(/^ERROR = 1/);
  });
});

describe('a question', () => {
  it('for the price takes nothing, five times a minute', async () => {
    const { world, send } = await provider();
    const asked = { phones: phone, mes: 'x'.repeat(161), cost: 1 };
    for (let time = 0; time < 5; time += 1) expect(await send(asked)).toEqual({ cost: '5', cnt: 2 });
    expect(await send(asked)).toMatchObject({ error_code: 9 });
    expect(await send({ ...asked, mes: 'y' })).toEqual({ cost: '2.5', cnt: 1 });
    expect(world.smsc.account.purse.balance).toBe(1_000_000);
  });

  it('for the operator of a number is answered three times a minute', async () => {
    const { ask } = await provider();
    const asked = { get_operator: 1, phone: '79231112233' };
    for (let time = 0; time < 3; time += 1) {
      expect(await ask('info', asked)).toEqual({
        country: 'Россия',
        operator: 'MegaFON open Joint Stock Company',
        region: 'Новосибирская область',
        mcc: '250',
        mnc: '02',
        tz: 7,
      });
    }
    expect(await ask('info', asked)).toMatchObject({ error_code: 9 });
  });

  it('is refused while 15 are under way', async () => {
    const { world, ask } = await provider();
    await call(world, 'POST', '/api/provider/faults', { fault: 'slow', seconds: 60, times: 15 });
    const held = Array.from({ length: 15 }, () => ask('balance', {}));
    await expect.poll(() => world.provider?.requests()).toHaveLength(15);
    expect(await ask('balance', {})).toMatchObject({ error_code: 9 });
    await call(world, 'POST', '/api/provider/faults', { fault: 'none' });
    for (const answer of await Promise.all(held)) expect(answer).toEqual({ balance: '1000000' });
  });
});

describe('a fault', () => {
  test.each<[string, object, number]>([
    ['before it is carried out', { fault: 'cut', when: 'before' }, 0],
    ['after it', { fault: 'cut', when: 'after' }, 1],
  ])('cuts a connection %s', async (_, fault, requests) => {
    const { world, send } = await provider();
    world.provider?.fault(fault);
    await expect(send(message)).rejects.toThrow('fetch failed');
    expect((await call(world, 'GET', '/api/provider/requests')).body).toHaveLength(requests);
  });

  test.each<[string, object, RegExp, number]>([
    ['a status', { fault: 'status', status: 502 }, /<h1>/, 0],
    ['a page', { fault: 'garbage' }, /^<html>/, 1],
    ['JSON of another shape', { fault: 'wrong-json' }, /^\{"answer":\[/, 1],
    ['an error', { fault: 'error', code: 4 }, /"error_code":4/, 0],
  ])('has a request answered with %s', async (_, fault, answer, messages) => {
    const { world, url, apiKey } = await provider();
    world.provider?.fault(fault);
    const body = JSON.stringify({ apikey: apiKey, ...message });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/rest/send/`, { method: 'POST', headers, body });
    expect(await response.text()).toMatch(answer);
    await expect.poll(() => world.smsc.phone(phone)).toHaveLength(messages);
  });
});

test('another provider has no HTTP API', async () => {
  const world = await testWorld({ smsc: { provider: 'generic' } });
  expect((await call(world, 'GET', '/api/world')).body.providerHttp).toBeNull();
  expect(await call(world, 'GET', '/api/provider/requests')).toMatchObject({ status: 404 });
});
