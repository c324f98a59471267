import { request as httpRequest } from 'node:http';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { World } from '../../src/demo/world.ts';
import { bind, submitFields } from '../support/bound-client.ts';
import { botCall, call, testWorld } from '../support/demo-world.ts';
import { request } from '../support/smpp-client.ts';

const now = expect.closeTo(Date.now(), -6);

/** The status of a request with headers that fetch does not let a caller set. */
function statusWith(
  world: World,
  headers: Record<string, string>,
  method = 'GET',
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(`${world.url}/api/world`, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('the world', () => {
  it('tells who is in it and where its servers are', async () => {
    const world = await testWorld();
    expect((await call(world, 'GET', '/api/world')).body).toEqual({
      bot: { id: 1, username: 'demo_bot' },
      apiRoot: world.telegram.apiRoot,
      token: '1:demo',
      smsc: world.smsc.address,
      provider: 'smsc.ru',
      providerHttp: { url: world.provider?.url, apiKey: 'demo-api-key' },
      providerMail: { url: world.mail?.url, inlet: 'send@send.smsc.example' },
      api: null,
      webhooks: [],
      people: [
        { id: 101, name: 'Olga', language: 'ru', role: 'owner' },
        { id: 102, name: 'Nikolai', language: 'en', role: 'operator' },
        { id: 109, name: 'Stranger', language: 'en', role: null },
      ],
      chats: [
        { id: 101, type: 'private', person: 101, started: true },
        { id: 102, type: 'private', person: 102, started: true },
        { id: 109, type: 'private', person: 109, started: false },
        {
          id: -1001,
          type: 'supergroup',
          title: 'Alerts',
          members: [101, 102],
          topics: [{ id: 7, title: 'SMS' }],
        },
      ],
      phones: ['79991234567', '79231112233'],
    });
  });

  it('says that its port is busy and takes a free one', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    onTestFinished(() => void holder.close());
    const { port } = holder.address() as { port: number };
    const busy: number[] = [];
    const world = await testWorld({ port, onPortBusy: (taken) => busy.push(taken) });
    expect(busy).toEqual([port]);
    expect(world.port).not.toBe(port);
    expect((await fetch(`${world.url}/api/world`)).status).toBe(200);
  });

  it('answers only to loopback names, and to no other site', async () => {
    const world = await testWorld();
    expect(await statusWith(world, { host: `localhost:${world.port}` })).toBe(200);
    expect(await statusWith(world, { host: `[::1]:${world.port}` })).toBe(200);
    expect(await statusWith(world, { host: 'rebound.example' })).toBe(403);
    expect(await statusWith(world, { host: '127.0.0.1.rebound.example' })).toBe(403);
    expect(await statusWith(world, { origin: 'https://elsewhere.example' })).toBe(403);
    expect(await statusWith(world, { origin: 'null' })).toBe(403);
    expect(await statusWith(world, { origin: world.url })).toBe(200);
  });

  it('serves a page that may load nothing from elsewhere', async () => {
    const world = await testWorld();
    const page = await fetch(`${world.url}/`);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const links = [...(await page.text()).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link);
    expect(links).toContain('main.js');
    for (const link of links) expect((await fetch(`${world.url}/${link}`)).status).toBe(200);
    expect((await fetch(`${world.url}/tsconfig.json`)).status).toBe(404);
    expect((await fetch(`${world.url}/%2e%2e/world.ts`)).status).toBe(404);
  });

  it('explains a call that it does not know', async () => {
    const world = await testWorld();
    expect(await call(world, 'GET', '/api/nothing')).toEqual({
      status: 404,
      body: { error: 'there is nothing at GET /api/nothing' },
    });
  });
});

describe('a chat over HTTP', () => {
  it('carries what a person writes to the bot, and the answer back', async () => {
    const world = await testWorld();
    const first = await call(world, 'POST', '/api/chats/101/messages', { from: 101, text: 'hello' });
    const written = await call(world, 'POST', '/api/chats/101/messages', {
      from: 101,
      text: '/help',
      replyTo: first.body.id,
    });
    const [, update] = await botCall(world, 'getUpdates');
    expect(update.message).toMatchObject({
      message_id: written.body.id,
      from: { id: 101, first_name: 'Olga', language_code: 'ru' },
      reply_to_message: { message_id: first.body.id },
      text: '/help',
    });
    await botCall(world, 'sendMessage', {
      chat_id: 101,
      text: 'Sure?',
      reply_markup: { inline_keyboard: [[{ text: 'Cancel', callback_data: 'no' }]] },
    });
    const messages = (await call(world, 'GET', '/api/chats/101/messages')).body;
    expect(messages).toHaveLength(3);
    expect(messages[1]).toMatchObject({ id: written.body.id, from: 101, replyTo: first.body.id });
    expect(messages[2]).toMatchObject({
      from: 1,
      text: 'Sure?',
      buttons: [[{ text: 'Cancel', data: 'no' }]],
      file: null,
      replyTo: null,
      thread: null,
      sentAt: now,
      editedAt: null,
      edits: 0,
    });
  });

  it('takes a message for a topic of a group', async () => {
    const world = await testWorld();
    await call(world, 'POST', '/api/chats/-1001/messages', { from: 102, text: '/stats', thread: 7 });
    const [update] = await botCall(world, 'getUpdates');
    expect(update.message).toMatchObject({ message_thread_id: 7, is_topic_message: true, text: '/stats' });
  });

  it('takes a file as multipart, with the text as its caption', async () => {
    const world = await testWorld();
    const form = new FormData();
    form.set('from', '101');
    form.set('text', '/bulk Привет');
    form.set('file', new Blob(['number\n79991234567\n'], { type: 'text/csv' }), 'список.csv');
    expect((await call(world, 'POST', '/api/chats/101/messages', form)).status).toBe(200);
    const [update] = await botCall(world, 'getUpdates');
    expect(update.message).toMatchObject({
      caption: '/bulk Привет',
      document: { file_name: 'список.csv', mime_type: 'text/csv', file_size: 19 },
    });
  });

  it('takes a shared contact', async () => {
    const world = await testWorld();
    const contact = { phone: '79991234567', firstName: 'Ivan' };
    await call(world, 'POST', '/api/chats/101/messages', { from: 101, contact });
    const [update] = await botCall(world, 'getUpdates');
    expect(update.message.contact).toMatchObject({ phone_number: '79991234567', first_name: 'Ivan' });
  });

  it('gives the file that the bot sent, to be saved and never run', async () => {
    const world = await testWorld();
    const form = new FormData();
    form.set('chat_id', '101');
    form.set('document', new Blob(['<script>alert(1)</script>'], { type: 'text/html' }), 'отчёт.html');
    const { message_id: id } = await botCall(world, 'sendDocument', form);
    const file = await fetch(`${world.url}/api/chats/101/files/${id}`);
    expect(await file.text()).toBe('<script>alert(1)</script>');
    expect(file.headers.get('content-type')).toBe('application/octet-stream');
    expect(file.headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('отчёт.html')}`,
    );
    expect((await call(world, 'GET', '/api/chats/101/files/99')).status).toBe(404);
  });

  it('presses a button by its label and brings the toast back', async () => {
    const world = await testWorld();
    const { message_id: id } = await botCall(world, 'sendMessage', {
      chat_id: 101,
      text: 'Sure?',
      reply_markup: { inline_keyboard: [[{ text: 'Cancel', callback_data: 'no' }]] },
    });
    const pressing = call(world, 'POST', `/api/chats/101/messages/${id}/press`, {
      from: 101,
      button: 'Cancel',
    });
    const [update] = await botCall(world, 'getUpdates', { timeout: 5 });
    expect(update.callback_query).toMatchObject({ data: 'no', from: { id: 101 } });
    await botCall(world, 'answerCallbackQuery', {
      callback_query_id: update.callback_query.id,
      text: 'Kept',
    });
    expect(await pressing).toEqual({ status: 200, body: { answer: 'Kept' } });
  });

  it('has the bot write to the stranger once they have written', async () => {
    const world = await testWorld();
    const hello = { chat_id: 109, text: 'Hello' };
    const started = async () => {
      const { chats } = (await call(world, 'GET', '/api/world')).body;
      return chats.find(({ id }: { id: number }) => id === 109).started;
    };
    expect([await botCall(world, 'sendMessage', hello), await started()]).toEqual([undefined, false]);
    await call(world, 'POST', '/api/chats/109/messages', { from: 109, text: '/start' });
    expect([await botCall(world, 'sendMessage', hello), await started()]).toMatchObject([
      { text: 'Hello' },
      true,
    ]);
  });

  it('lets a person edit an own message', async () => {
    const world = await testWorld();
    const { id } = (await call(world, 'POST', '/api/chats/101/messages', { from: 101, text: '/sms' })).body;
    await call(world, 'PATCH', `/api/chats/101/messages/${id}`, { from: 101, text: '/hlr' });
    const [, update] = await botCall(world, 'getUpdates');
    expect(update.edited_message).toMatchObject({ message_id: id, text: '/hlr' });
    const [message] = (await call(world, 'GET', '/api/chats/101/messages')).body;
    expect(message).toMatchObject({ text: '/hlr', edits: 1, editedAt: now });
  });

  it('shows the menu that the bot set for that person', async () => {
    const world = await testWorld();
    const commands = [{ command: 'sms', description: 'Send an SMS' }];
    await botCall(world, 'setMyCommands', { commands, scope: { type: 'chat', chat_id: 101 } });
    expect((await call(world, 'GET', '/api/chats/101/menu?person=101')).body).toEqual(commands);
    expect((await call(world, 'GET', '/api/chats/109/menu?person=109')).body).toEqual([]);
  });

  it.each([
    ['an unknown chat', 'POST', '/api/chats/5/messages', { from: 101, text: 'x' }, 404, /no chat 5/],
    ['a chat that is no number', 'GET', '/api/chats/x/messages', undefined, 400, /chat/],
    ['an unknown person', 'POST', '/api/chats/101/messages', { from: 5, text: 'x' }, 400, /5/],
    ['a message without a sender', 'POST', '/api/chats/101/messages', { text: 'x' }, 400, /^from: /],
    [
      'a message with nothing in it',
      'POST',
      '/api/chats/101/messages',
      { from: 101, text: ' ' },
      400,
      /needs a/,
    ],
    ['a field that does not exist', 'POST', '/api/chats/101/messages', { from: 101, txt: 'x' }, 400, /txt/],
    ['no body at all', 'POST', '/api/chats/101/messages', undefined, 400, /./],
    [
      'a button that is not there',
      'POST',
      '/api/chats/101/messages/1/press',
      { from: 101, button: 'x' },
      400,
      /./,
    ],
    ['an edit of nothing', 'PATCH', '/api/chats/101/messages/77', { from: 101, text: 'x' }, 400, /77/],
  ])('refuses %s and says why', async (_, method, path, body, status, why) => {
    const world = await testWorld();
    const answer = await call(world, method, path, body);
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatch(why);
  });
});

describe('the phones and the wire over HTTP', () => {
  it('show an SMS on the phone and its submit_sm as the simulator read it', async () => {
    const world = await testWorld();
    const { session } = await bind(world.smsc);
    const arrived = new Promise((resolve) => world.smsc.events.once('phone', resolve));
    const { message_id: messageId } = await request(session, 'submit_sm', submitFields('hi'));
    await arrived;
    expect((await call(world, 'GET', '/api/phones/79991234567')).body).toEqual([
      { channel: 'sms', from: 'SHOP', text: 'hi', parts: 1, at: now },
    ]);
    expect((await call(world, 'GET', '/api/smsc/submits')).body).toEqual([
      {
        bind: 1,
        sequence: 2,
        source: 'SHOP',
        destination: '79991234567',
        dataCoding: 0,
        esmClass: 0,
        registeredDelivery: 1,
        text: 'hi',
        tlvs: {},
        status: 0,
        messageId,
        at: now,
      },
    ]);
    expect((await call(world, 'GET', '/api/phones/79990000000')).body).toEqual([]);
  });

  it('carry what a subscriber writes to the bind', async () => {
    const world = await testWorld();
    const { inbox } = await bind(world.smsc);
    const answer = await call(world, 'POST', '/api/phones/79991112233/messages', {
      to: '79000000',
      text: 'Thanks',
    });
    expect(answer).toEqual({ status: 200, body: {} });
    expect(await inbox.texts(1)).toEqual(['Thanks']);
    expect(inbox.pdus[0]).toMatchObject({ source_addr: '79991112233', destination_addr: '79000000' });
    expect((await call(world, 'GET', '/api/world')).body.phones).toContain('79991112233');
  });

  it('put a further phone on the table', async () => {
    const world = await testWorld();
    await call(world, 'POST', '/api/phones', { number: '79990000006' });
    await call(world, 'POST', '/api/phones', { number: '79990000006' });
    expect((await call(world, 'GET', '/api/world')).body.phones).toEqual([
      '79991234567',
      '79231112233',
      '79990000006',
    ]);
    expect((await call(world, 'POST', '/api/phones', { number: '+7 999' })).status).toBe(400);
  });
});

describe('a fault over HTTP', () => {
  it('of the SMSC is switched on, and cleared by none', async () => {
    const world = await testWorld();
    const { session } = await bind(world.smsc);
    const submit = (text: string) => request(session, 'submit_sm', submitFields(text));
    await call(world, 'POST', '/api/smsc/faults', { fault: 'throttle', times: 3 });
    expect((await submit('one')).command_status).toBe(0x58);
    expect((await call(world, 'POST', '/api/smsc/faults', { fault: 'none' })).body).toEqual({});
    expect((await submit('two')).command_status).toBe(0);
  });

  it('of the Bot API is switched on, and cleared by none', async () => {
    const world = await testWorld();
    const status = async () => (await fetch(`${world.telegram.apiRoot}/bot1:demo/getMe`)).status;
    await call(world, 'POST', '/api/telegram/faults', {
      fault: '429',
      retryAfter: 3,
      times: 9,
      method: 'getMe',
    });
    expect(await status()).toBe(429);
    await call(world, 'POST', '/api/telegram/faults', { fault: 'none' });
    expect(await status()).toBe(200);
  });

  it.each(['smsc', 'telegram'])(
    'that the %s side does not know is refused with those it knows',
    async (side) => {
      const world = await testWorld();
      const answer = await call(world, 'POST', `/api/${side}/faults`, { fault: 'gremlins' });
      expect(answer.status).toBe(400);
      expect(answer.body.error).toContain("'none'");
    },
  );
});
