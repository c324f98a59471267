import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it, onTestFinished, test, vi } from 'vitest';
import { type Delivering, deliver, type Mail, reach } from '../../src/provider-smtp/deliver.ts';
import type { MailServer } from '../../src/provider-smtp/session.ts';
import { authority, certificate, key } from '../support/certificates.ts';
import { testWorld } from '../support/demo-world.ts';

const PHONE = '79991234567';
const KEY = 'demo-api-key';

/** The mail server of a demo world, and mails to it. */
async function inlet() {
  const world = await testWorld({ smsc: { balance: 100 } });
  const { mail } = world;
  if (!mail) throw new Error('there is no mail server');
  const send = (text: string, asked: Partial<Delivering> = {}) =>
    deliver(mailOf(`:${KEY}:7:0:0,0:${PHONE}:${text}`, mail.inlet), serverAt(mail.url), delivering(asked));
  return { world, mail, send };
}

const mailOf = (text: string, to = 'send@send.smsc.example'): Mail => ({
  from: 'bot@shop.example',
  to,
  id: 'a-7',
  text,
});

const delivering = (asked: Partial<Delivering> = {}): Delivering => ({
  patience: { toConnect: 5_000, toAnswer: 5_000, inAll: 60_000 },
  signal: new AbortController().signal,
  mayHandOver: () => true,
  ...asked,
});

function serverAt(url: string, more: Partial<MailServer> = {}): MailServer {
  const { hostname: host, port } = new URL(url);
  return { host, port: Number(port), tls: 'offered', auth: null, ...more };
}

/** A server with a certificate for localhost alone; its address by that name. */
async function relay(options: SMTPServerOptions = {}) {
  const heard: string[] = [];
  const server = new SMTPServer({
    key,
    cert: certificate,
    disabledCommands: ['AUTH'],
    onData(stream, { secure }, callback) {
      void stream.toArray().then((pieces) => {
        heard.push(`${secure ? 'TLS' : 'plain'} ${Buffer.concat(pieces)}`);
        callback(null, 'taken');
      });
    },
    ...options,
  });
  server.on('error', () => {});
  onTestFinished(() => void server.close());
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return { heard, url: `smtp://localhost:${(listening.address() as AddressInfo).port}` };
}

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test.each([
  ['in other letters', 'Привет, 世界 🙂'],
  ['with the end of a mail in it', 'one\n.\nQUIT\nMAIL FROM:<x@a.example>\n.two'],
  ['with headers in it', 'one\nBcc: x@a.example\nSubject: two\n\nthree'],
  ['with spaces at the ends of lines', ' one \n\n two\t'],
  ['of one long line', 'x'.repeat(1200)],
])('a text %s arrives as it is', async (_, text) => {
  const { world, mail, send } = await inlet();
  expect(await send(text)).toEqual({ kind: 'taken' });
  await expect.poll(() => world.smsc.phone(PHONE)).toMatchObject([{ text }]);
  expect(mail.mails()).toMatchObject([{ from: 'bot@shop.example', messageId: '7' }]);
});

test('a mail has no header but its own, and its text is in none', async () => {
  const { heard, url } = await relay();
  const text = ':planted-key:7:0:0,0,SHOP:+79991234567:hi\r\nBcc: x@a.example';
  await deliver(mailOf(text), serverAt(url, { ca: authority }), delivering());
  const [head = '', body = ''] = (heard[0] ?? '').replace(/^TLS /, '').split('\r\n\r\n');
  expect(head.split('\r\n').map((line) => line.split(':')[0])).toEqual([
    'From',
    'To',
    'Message-ID',
    'Content-Transfer-Encoding',
    'Date',
    'MIME-Version',
    'Content-Type',
  ]);
  expect(head).toContain('Content-Type: text/plain; charset=utf-8');
  expect(Buffer.from(body, 'base64').toString()).toBe(text);
});

describe('what becomes of a mail', () => {
  it.each<[string, object, object, number]>([
    [
      'a sender that is refused for now',
      { fault: 'refuse', at: 'sender', code: 451 },
      { kind: 'refused', code: 451 },
      0,
    ],
    [
      'a recipient that is refused for good',
      { fault: 'refuse', code: 550 },
      { kind: 'refused', code: 550 },
      0,
    ],
    [
      'a message that is refused',
      { fault: 'refuse', at: 'message', code: 554 },
      { kind: 'refused', code: 554 },
      0,
    ],
    [
      'a message that is refused for now',
      { fault: 'refuse', at: 'message', code: 452 },
      { kind: 'refused', code: 452 },
      0,
    ],
    [
      'a server that closes in place of taking it',
      { fault: 'refuse', at: 'message', code: 421 },
      { kind: 'refused', code: 421 },
      0,
    ],
    ['a server that is busy', { fault: 'busy' }, { kind: 'unreached', why: 'busy' }, 0],
    ['a cut behind the final dot', { fault: 'cut', when: 'before' }, { kind: 'unknown', why: 'closed' }, 0],
    ['a lost answer', { fault: 'cut', when: 'after' }, { kind: 'unknown', why: 'closed' }, 1],
    ['no answer in time', { fault: 'slow', seconds: 60 }, { kind: 'unknown', why: 'timeout' }, 1],
  ])('%s', async (_, fault, delivery, taken) => {
    const { mail, send } = await inlet();
    mail.fault(fault);
    const toAnswer = 'seconds' in fault ? 250 : 5_000;
    expect(await send('hi', { patience: { toConnect: 5_000, toAnswer, inAll: 60_000 } })).toEqual(delivery);
    expect(mail.mails()).toHaveLength(taken);
    mail.fault({ fault: 'none' });
  });

  it('a server that nobody listens at was certainly not reached, nor one whose name there is not', async () => {
    const { mail, world } = await inlet();
    await world.close();
    expect(await deliver(mailOf('hi'), serverAt(mail.url), delivering())).toEqual({
      kind: 'unreached',
      why: 'connection',
    });
  });

  it('one that says nothing was not reached in time', async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => void sockets.push(socket)).listen(0, '127.0.0.1');
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    await once(server, 'listening');
    const url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const patience = { toConnect: 100, toAnswer: 5_000, inAll: 60_000 };
    expect(await deliver(mailOf('hi'), serverAt(url), delivering({ patience }))).toEqual({
      kind: 'unreached',
      why: 'timeout',
    });
  });

  it('one that goes on saying a line and comes to no end was not reached in time', async () => {
    const dripping: NodeJS.Timeout[] = [];
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.write('220 hi\r\n');
      socket.once('data', () => dripping.push(setInterval(() => socket.write('250-more\r\n'), 10)));
    }).listen(0, '127.0.0.1');
    onTestFinished(() => {
      for (const one of dripping) clearInterval(one);
      server.close();
    });
    await once(server, 'listening');
    const url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const patience = { toConnect: 5_000, toAnswer: 5_000, inAll: 200 };
    expect(await deliver(mailOf('hi'), serverAt(url), delivering({ patience }))).toEqual({
      kind: 'unreached',
      why: 'timeout',
    });
  });

  it('larger than a server says that it takes is refused by it', async () => {
    const { heard, url } = await relay({ size: 1_000 });
    expect(await deliver(mailOf('x'.repeat(2_000)), serverAt(url, { ca: authority }), delivering())).toEqual({
      kind: 'refused',
      code: 552,
    });
    expect(heard).toEqual([]);
  });
});

test('what may be sent no more is not handed over, though the server is ready for it', async () => {
  const { mail, send } = await inlet();
  expect(await send('hi', { mayHandOver: () => false })).toMatchObject({ kind: 'unreached' });
  expect(mail.mails()).toEqual([]);
});

describe('the end of the program', () => {
  it('lets a mail go that has not left', async () => {
    const { mail, send } = await inlet();
    expect(await send('hi', { signal: AbortSignal.abort() })).toMatchObject({ kind: 'unreached' });
    expect(mail.mails()).toEqual([]);
  });

  it('leaves one in doubt that has', async () => {
    const { mail, send } = await inlet();
    const stopping = new AbortController();
    mail.fault({ fault: 'slow', seconds: 60 });
    const sent = send('hi', { signal: stopping.signal });
    await expect.poll(() => mail.mails()).toHaveLength(1);
    stopping.abort();
    expect(await sent).toEqual({ kind: 'unknown', why: 'closed' });
    mail.fault({ fault: 'none' });
  });
});

describe('by TLS', () => {
  it.each<[string, Partial<MailServer>, SMTPServerOptions]>([
    ['from the first octet on', { tls: 'implicit' }, { secure: true }],
    ['where it has to be', { tls: 'required' }, {}],
    ['where it is offered', { tls: 'offered' }, {}],
  ])('%s', async (_, wanted, offered) => {
    const { heard, url } = await relay(offered);
    const server = serverAt(url, { ca: authority, ...wanted });
    expect(await deliver(mailOf('hi'), server, delivering())).toEqual({ kind: 'taken' });
    expect(heard).toEqual([expect.stringMatching(/^TLS /)]);
    expect(await reach(server, delivering())).toBeNull();
  });

  it.each<[string, Partial<MailServer>, SMTPServerOptions]>([
    ['of nobody known', { tls: 'implicit' }, { secure: true }],
    ['of nobody known, by STARTTLS', { tls: 'offered' }, {}],
    ['of another name', { tls: 'required', host: '127.0.0.1', ca: authority }, {}],
  ])('a certificate %s refuses, whatever the environment says', async (_, wanted, offered) => {
    vi.spyOn(process, 'emitWarning').mockReturnValue();
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const { heard, url } = await relay(offered);
    expect(await deliver(mailOf('planted-key'), serverAt(url, wanted), delivering())).toEqual({
      kind: 'unreached',
      why: 'certificate',
    });
    expect(await reach(serverAt(url, wanted), delivering())).toBe('certificate');
    expect(heard).toEqual([]);
  });

  it('that is not offered where it has to be, nothing goes', async () => {
    const { heard, url } = await relay({ disabledCommands: ['AUTH', 'STARTTLS'] });
    expect(await deliver(mailOf('hi'), serverAt(url, { tls: 'required' }), delivering())).toEqual({
      kind: 'unreached',
      why: 'tls',
    });
    expect(heard).toEqual([]);
  });
});

test('a port that begins without TLS is told from a server that is not there', async () => {
  const { url } = await relay({});
  expect(await reach(serverAt(url, { tls: 'implicit', ca: authority }), delivering())).toBe('tls');
});

test('a relay that asks for a login takes mails from whoever has it, and from nobody else', async () => {
  const { heard, url } = await relay({
    disabledCommands: [],
    onAuth({ username, password }, _session, callback) {
      if (username === 'bot' && password === 'planted-password') callback(null, { user: username });
      else callback(new Error('planted-answer'));
    },
  });
  const by = (pass: string | null) =>
    deliver(
      mailOf('hi'),
      serverAt(url, { tls: 'required', ca: authority, auth: pass === null ? null : { user: 'bot', pass } }),
      delivering(),
    );
  const server = serverAt(url, { tls: 'required', ca: authority, auth: { user: 'bot', pass: 'wrong' } });
  expect(await reach(server, delivering())).toBe('login');
  expect(await by('wrong')).toEqual({ kind: 'unreached', why: 'login' });
  expect(await by(null)).toEqual({ kind: 'refused', code: 530 });
  expect(heard).toEqual([]);
  expect(await by('planted-password')).toEqual({ kind: 'taken' });
});
