import { Registry } from 'prom-client';
import { cardsForPrograms } from '../../src/chat/programs/program-cards.ts';
import type { ApiOptions } from '../../src/http/api/index.ts';
import { startHttp } from '../../src/http/server.ts';
import { createLog } from '../../src/log.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { createToken, tokenDigest, USUAL_DAY_CAP, USUAL_RATE } from '../../src/store/programs/tokens.ts';
import { OLGA, SETTINGS } from './chat.ts';
import { afterEveryTest } from './endings.ts';
import { API_TOKEN } from './planted.ts';

/** The doors for other programs as a bot of the tests has them. */
export const apiOptions = (changes: Partial<typeof SETTINGS> = {}): ApiOptions => {
  const settings = { ...SETTINGS, ...changes };
  return {
    tokens: [{ name: 'shop', token: API_TOKEN }],
    ownerIds: settings.ownerIds,
    settings,
    country: settings.country,
    cards: cardsForPrograms(settings),
    version: '1.0.0',
  };
};

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what it holds is what tests look at
  readonly body: any;
}

export interface Calling {
  /** The one of the settings when left out, none when null. */
  readonly token?: string | null;
  readonly key?: string;
  readonly type?: string;
}

export interface TestApi {
  readonly url: string;
  readonly logged: string[];
  /** @param body a string goes as it is */
  call(route: string, body?: unknown, calling?: Calling): Promise<Answer>;
}

const running: (() => Promise<void>)[] = [];
afterEveryTest(async () => {
  for (const stop of running.splice(0)) await stop();
});

/** The bot's HTTP server over a store, with nothing else of the bot; stopped after the test, and the store closed. */
export async function api(store: Store, changes: Partial<typeof SETTINGS> = {}): Promise<TestApi> {
  const logged: string[] = [];
  const server = await startHttp({
    host: '127.0.0.1',
    port: 0,
    store,
    metrics: new Registry(),
    checks: {},
    log: createLog('trace', { write: (line: string) => void logged.push(line) }),
    callback: null,
    webhook: null,
    api: apiOptions(changes),
  });
  running.push(async () => {
    await server.stop();
    await store.close();
  });
  return {
    url: server.url,
    logged,
    async call(route, body, { token = API_TOKEN, key, type = 'application/json' } = {}) {
      const [method = 'GET', path = '/'] = route.split(' ');
      const response = await fetch(server.url + path, {
        method,
        headers: {
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
          ...(body === undefined ? {} : { 'content-type': type }),
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: text === '' ? null : JSON.parse(text),
      };
    },
  };
}

/** A token that an owner has made, in the place of one of that name. Returns it. */
export async function made(
  store: Store,
  { name = 'crm', may = 'messages', rate = USUAL_RATE, day = USUAL_DAY_CAP, by = OLGA.id } = {},
): Promise<string> {
  const token = `${name}-0123456789-0123456789`;
  await store.db.deleteFrom('tokens').where('name', '=', name).execute();
  await store.write((tx) =>
    createToken(tx, {
      id: name,
      name,
      digest: tokenDigest(token),
      may,
      rate,
      day_cap: day,
      made_by: by,
      made_at: Date.now(),
    }),
  );
  return token;
}
