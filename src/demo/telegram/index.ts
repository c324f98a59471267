import { EventEmitter } from 'node:events';
import { CallbackQueries } from './callback-queries.ts';
import { Faults } from './faults.ts';
import { Files } from './files.ts';
import { Flood, TELEGRAM_LIMITS } from './flood.ts';
import { Menus } from './menus.ts';
import { findMethod } from './methods/index.ts';
import { chatMessage } from './page-view.ts';
import { Params } from './params.ts';
import { add, block, deleteTopic, edit, kick, migrate, press, silence, start, write } from './people.ts';
import { ApiRefusal, badRequest, forbidden, tooManyRequests } from './refusal.ts';
import { restore } from './restore.ts';
import { Rooms } from './rooms.ts';
import type { Scene } from './scene.ts';
import { type Answer, notFound, refused, serve } from './server.ts';
import type { ApiCall, TelegramOptions, TelegramServer } from './types.ts';
import { Updates } from './updates.ts';
import { Webhook } from './webhook.ts';

export type { TelegramOptions, TelegramServer } from './types.ts';

const CALLS_KEPT = 10_000;
const UNLIMITED = { calls: Number.POSITIVE_INFINITY, perMs: 1 };

/**
 * Starts a strict Bot API server on loopback, with the people and the chats that it is to have. It refuses what
 * Telegram refuses, in Telegram's words. Rejects when the port is taken.
 */
export async function startTelegram(options: TelegramOptions): Promise<TelegramServer> {
  const token = options.token ?? '1:demo';
  const bot = options.bot ?? { id: Number.parseInt(token, 10), username: 'demo_bot', firstName: 'SMS desk' };
  const limits =
    options.limits === 'off'
      ? { overall: UNLIMITED, private: UNLIMITED, group: UNLIMITED }
      : { ...TELEGRAM_LIMITS, ...options.limits };
  const updates = new Updates(options.firstUpdateId);
  const faults = new Faults();
  const calls: ApiCall[] = [];
  const scene: Scene = {
    rooms: new Rooms(
      { id: bot.id, is_bot: true, first_name: bot.firstName, username: bot.username },
      options.people,
      options.chats,
    ),
    files: new Files(),
    flood: new Flood(limits),
    menus: new Menus(),
    queries: new CallbackQueries(options.answerTimeout ?? 10_000),
    updates,
    webhook: new Webhook(updates, options.webhookRetry ?? 1000, async (method, params) => {
      await call(method, async () => new Params(params), new AbortController().signal);
    }),
    events: new EventEmitter(),
  };

  async function call(name: string, readParams: () => Promise<Params>, gone: AbortSignal): Promise<Answer> {
    const at = Date.now();
    let params = new Params({});
    let answer: Answer;
    try {
      params = await readParams();
      answer = await run(name, params, gone);
    } catch (error) {
      answer = refused(error);
    }
    await faults.held(name, params.text('chat_id'));
    const done = { method: name, params: params.values, at, status: answer === 'cut' ? 0 : answer.status };
    calls.push(done);
    if (calls.length > CALLS_KEPT) calls.shift();
    scene.events.emit('call', done);
    return answer;
  }

  async function run(name: string, params: Params, gone: AbortSignal): Promise<Answer> {
    const found = findMethod(name);
    if (!found || faults.refuses(name)) throw notFound();
    const fault = faults.take(name, params.text('chat_id'));
    if (fault?.fault === '429') throw tooManyRequests(fault.retryAfter);
    if (fault?.fault === 'refuse')
      throw fault.code === 400 ? badRequest(fault.description) : forbidden(fault.description);
    if (fault?.fault === '500') throw new ApiRefusal(500, 'Internal Server Error');
    const result = await found.method(params.withoutKnowing(faults.unknownFields), scene, gone);
    return fault?.fault === 'cut-after-accept' ? 'cut' : { status: 200, body: { ok: true, result } };
  }

  const server = await serve(options.port ?? 0, {
    token,
    files: scene.files,
    outage: () => faults.outage,
    call,
  });
  const postsOf = (chat: number) => scene.rooms.forPerson(chat).posts;

  return {
    apiRoot: `http://127.0.0.1:${server.port}`,
    token,
    bot,
    events: scene.events,
    write: (chat, writing) => write(scene, chat, writing),
    edit: (chat, message, change) => edit(scene, chat, message, change),
    press: (chat, message, by) => press(scene, chat, message, by),
    isStarted: (chat) => scene.rooms.forPerson(chat).started,
    messages: (chat) => [...postsOf(chat).values()].filter(({ service }) => !service).map(chatMessage),
    restore: (chat, message) => restore(scene, chat, message),
    file(chat, message) {
      const file = postsOf(chat).get(message)?.media?.file;
      return file ? { name: file.name, mimeType: file.mimeType, bytes: file.bytes } : null;
    },
    commandsFor: (chat, person) =>
      scene.menus.shownTo(scene.rooms.forPerson(chat), person, scene.rooms.person(person).language),
    migrate: (chat) => migrate(scene, chat),
    block: (person) => block(scene, person),
    kick: (chat, by) => kick(scene, chat, by),
    add: (chat, by) => add(scene, chat, by),
    start: (person) => start(scene, person),
    silence: (chat, silent) => silence(scene, chat, silent),
    deleteTopic: (chat, thread) => deleteTopic(scene, chat, thread),
    fault(fault) {
      faults.set(fault);
      if (faults.outage) server.cutAll();
    },
    calls: () => [...calls],
    async close() {
      faults.clear();
      scene.webhook.remove();
      scene.queries.close();
      updates.release();
      await server.close();
    },
  };
}
