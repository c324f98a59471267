import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpError } from 'grammy';
import { afterEach, describe, expect, it } from 'vitest';
import { createTelegram } from '../../src/chat/telegram/telegram.ts';
import { createLog } from '../../src/log.ts';
import { freePort } from '../support/free-port.ts';

const TOKEN = '123:very-secret';
const servers: Server[] = [];
const logged: string[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
  logged.length = 0;
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** The address of a server that answers every call so. */
async function serve(answer: Answer): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => answer(request, response));
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

function telegramAt(apiRoot: string, timeoutSeconds?: number) {
  const log = createLog('trace', { write: (line: string) => logged.push(line) });
  return createTelegram({
    token: TOKEN,
    apiRoot,
    log,
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
  });
}

const json =
  (status: number, body: unknown): Answer =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

const refusal = (error_code: number, description: string, parameters?: unknown) =>
  json(error_code, { ok: false, error_code, description, parameters });

async function outcomeOf(answer: Answer, chat = 101) {
  const { api, attempt } = telegramAt(await serve(answer));
  return attempt(() => api.sendMessage(chat, 'private words'));
}

it('gives back what Telegram answered', async () => {
  expect(await outcomeOf(json(200, { ok: true, result: { message_id: 7 } }))).toEqual({
    kind: 'done',
    value: { message_id: 7 },
  });
});

it('calls the method at the given server, a slash at its end or not', async () => {
  const paths: (string | undefined)[] = [];
  const root = await serve((request, response) => {
    paths.push(request.url);
    json(200, { ok: true, result: true })(request, response);
  });
  await telegramAt(root).api.sendChatAction(1, 'typing');
  await telegramAt(`${root}/`).api.sendChatAction(1, 'typing');
  expect(paths).toEqual(Array(2).fill(`/bot${TOKEN}/sendChatAction`));
});

describe.each([
  [
    400,
    'Bad Request: message is not modified: specified new message content is the same',
    { kind: 'unmodified' },
  ],
  [400, 'Bad Request: message to edit not found', { kind: 'gone', why: 'message' }],
  [400, 'Bad Request: message to delete not found', { kind: 'gone', why: 'message' }],
  [400, "Bad Request: message can't be edited", { kind: 'gone', why: 'uneditable' }],
  [400, 'Bad Request: there is no text in the message to edit', { kind: 'gone', why: 'uneditable' }],
  [400, 'Bad Request: MESSAGE_EDIT_TIME_EXPIRED', { kind: 'gone', why: 'uneditable' }],
  [400, 'Bad Request: message to be replied not found', { kind: 'gone', why: 'reply' }],
  [400, 'Bad Request: MESSAGE_ID_INVALID', { kind: 'gone', why: 'message' }],
  [400, 'Bad Request: message thread not found', { kind: 'gone', why: 'topic' }],
  [400, 'Bad Request: TOPIC_CLOSED', { kind: 'gone', why: 'topic' }],
  [403, 'Forbidden: bot was blocked by the user', { kind: 'gone', why: 'blocked' }],
  [403, "Forbidden: bot can't initiate conversation with a user", { kind: 'gone', why: 'not-started' }],
  [400, 'Bad Request: chat not found', { kind: 'gone', why: 'not-started' }],
  [403, 'Forbidden: user is deactivated', { kind: 'gone', why: 'chat' }],
  [403, 'Forbidden: bot was kicked from the supergroup chat', { kind: 'gone', why: 'chat' }],
  [400, 'Bad Request: PEER_ID_INVALID', { kind: 'gone', why: 'not-started' }],
  [403, 'Forbidden: bot is not a member of the supergroup chat', { kind: 'gone', why: 'chat' }],
  [403, 'Forbidden: the group chat was deleted', { kind: 'gone', why: 'chat' }],
  [500, 'Internal Server Error', { kind: 'unknown' }],
  [502, 'Bad Gateway', { kind: 'unknown' }],
])('%i “%s”', (code, description, outcome) => {
  it(`is ${JSON.stringify(outcome)}`, async () => {
    expect(await outcomeOf(refusal(code, description))).toEqual(outcome);
  });
});

/** The words, and what they are about: nothing may be written there, or not this; unknown ones are no end either. */
const NOT_NOW: readonly [code: number, description: string, what: string][] = [
  [400, 'Bad Request: not enough rights to send text messages to the chat', 'chat'],
  [403, 'Forbidden: not enough rights to send text messages to the chat', 'chat'],
  [400, 'Bad Request: have no rights to send a message', 'chat'],
  [400, 'Bad Request: have no write access to the chat', 'chat'],
  [400, 'Bad Request: need administrator rights in the channel chat', 'chat'],
  [400, 'Bad Request: CHAT_WRITE_FORBIDDEN', 'chat'],
  [400, 'Bad Request: CHAT_RESTRICTED', 'chat'],
  [400, 'Bad Request: SLOWMODE_WAIT_30', 'chat'],
  [401, 'Unauthorized', 'chat'],
  [400, 'Bad Request: not enough rights to send documents to the chat', 'message'],
  [400, 'Bad Request: CHAT_SEND_DOCS_FORBIDDEN', 'message'],
  [400, 'Bad Request: the moon is full', 'unknown'],
  [403, 'Forbidden: the moon is full', 'unknown'],
  [404, 'Not Found', 'unknown'],
];

it.each(NOT_NOW)('%i “%s” may be otherwise another time: %s', async (code, description, what) => {
  expect(await outcomeOf(refusal(code, description), -5)).toEqual({
    kind: 'not-now',
    what,
    code,
    description,
  });
});

it.each([
  'message is too long',
  'message text is empty',
  "can't parse entities: Can't find end of the entity starting at byte offset 3",
  "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  'BUTTON_DATA_INVALID',
  'ENTITY_BOUNDS_INVALID',
  'strings must be encoded in UTF-8',
])('400 “%s” is about the message itself', async (why) => {
  const description = `Bad Request: ${why}`;
  expect(await outcomeOf(refusal(400, description))).toEqual({ kind: 'refused', code: 400, description });
});

it('says how long a flood limit lasts', async () => {
  const answer = refusal(429, 'Too Many Requests: retry after 13', { retry_after: 13 });
  expect(await outcomeOf(answer)).toEqual({ kind: 'wait', seconds: 13 });
});

it('says where a group went that became a supergroup', async () => {
  const answer = refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
    migrate_to_chat_id: -100500,
  });
  expect(await outcomeOf(answer, -5)).toEqual({ kind: 'migrated', to: -100500 });
});

it('takes a group that is not found for gone, not for a person who has not started', async () => {
  expect(await outcomeOf(refusal(400, 'Bad Request: chat not found'), -5)).toEqual({
    kind: 'gone',
    why: 'chat',
  });
});

describe('a call without an answer', () => {
  it('may have been done when the connection was cut behind it', async () => {
    expect(await outcomeOf((request) => request.socket.destroy())).toEqual({ kind: 'unknown' });
  });

  it('may have been done when a proxy answered with a page', async () => {
    const answer: Answer = (_, response) => response.writeHead(502).end('<html>Bad Gateway</html>');
    expect(await outcomeOf(answer)).toEqual({ kind: 'unknown' });
  });

  it('may have been done when the answer is too late', async () => {
    const { api, attempt } = telegramAt(await serve(() => {}), 0.05);
    expect(await attempt(() => api.sendMessage(1, 'hi'))).toEqual({ kind: 'unknown' });
  });

  it('was certainly not done when nobody listens', async () => {
    const { api, attempt } = telegramAt(await freeAddress());
    expect(await attempt(() => api.sendMessage(1, 'hi'))).toEqual({ kind: 'unreachable' });
  });
});

it('throws on what is no failure of the call', async () => {
  const { attempt } = telegramAt('http://127.0.0.1:1');
  await expect(attempt(() => Promise.reject(new TypeError('a bug')))).rejects.toThrow('a bug');
});

describe('what is secret', () => {
  it('is in no error that leaves the client: the token', async () => {
    const { api } = telegramAt(await freeAddress());
    const error = await api.sendMessage(1, 'hi').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(HttpError);
    expect(allOf(error)).toContain('ECONNREFUSED');
    expect(allOf(error)).not.toContain('very-secret');
  });

  it('is in no line of the log: the token, and what was to be sent', async () => {
    const unreachable = telegramAt(await freeAddress());
    await unreachable.attempt(() => unreachable.api.sendMessage(1, 'private words'));
    await outcomeOf((request) => request.socket.destroy());
    await outcomeOf(refusal(400, 'Bad Request: message is too long'));
    expect(logged).toHaveLength(3);
    expect(logged.join()).not.toMatch(/very-secret|private words/);
  });
});

/** Everything that a careless logger would print of an error. */
function allOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner = 'error' in error ? allOf(error.error) : '';
  return `${error.name} ${error.message} ${error.stack} ${JSON.stringify(error)} ${allOf(error.cause)} ${inner}`;
}

/** An address on which nobody listens. */
const freeAddress = async (): Promise<string> => `http://127.0.0.1:${await freePort()}`;
