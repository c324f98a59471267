import { createHash } from 'node:crypto';
import { Registry } from 'prom-client';
import { type HttpOptions, type HttpServer, startHttp } from '../../src/http/server.ts';
import { createLog } from '../../src/log.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { RECEIPT_STATE, VIA } from '../../src/store/tables/coded.ts';
import { apiOptions } from './api.ts';
import { afterEveryTest } from './endings.ts';
import { record } from './output.ts';
import { CALLBACK_SECRET, plant } from './planted.ts';
import { openTestStore } from './store.ts';
import { unseenIncoming } from './unseen.ts';

export const SECRET = CALLBACK_SECRET;
export const ACCOUNT = 'demo';

/** The provider's signature over fields in UTF-8. */
export const sha1 = (...fields: string[]) =>
  createHash('sha1')
    .update([...fields, SECRET].join(':'))
    .digest('hex');

/** The parameters of a signed status. */
export const status = (id: string, phone: string, state: string, more: Record<string, string> = {}) => {
  plant(phone);
  return { id, phone, status: state, ...more, sha1: sha1(id, phone, state) };
};

/** The parameters of a signed incoming message. */
export const incoming = (phone: string, mes: string, to: string, id?: string, time?: string) => {
  plant(phone, mes);
  const unsigned = { ...(id === undefined ? {} : { id }), ...(time === undefined ? {} : { time }) };
  return { ...unsigned, phone, mes, to, sha1: sha1(phone, mes, to) };
};

/** An address of the bot's, called as the provider calls it; answers with status and body. */
export async function call(url: string, init: RequestInit = {}): Promise<{ status: number; body: string }> {
  const response = await fetch(url, init);
  return { status: response.status, body: await response.text() };
}

/** Calls the handler by POST with a form in UTF-8. */
export const post = (base: string, fields: Record<string, string>) =>
  call(`${base}/callback?charset=utf-8`, { method: 'POST', body: new URLSearchParams(fields) });

const running: { close(): Promise<void> }[] = [];
afterEveryTest(async () => {
  for (const one of running.splice(0).reverse()) await one.close();
});

/** A store that is closed after the test. */
export async function testStore(): Promise<Store> {
  const store = await openTestStore();
  running.push(store);
  return store;
}

export interface TestHttp extends HttpServer {
  readonly logged: string[];
  /** A metric's value by its full name; null when absent. */
  metric(name: string): Promise<number | null>;
}

/** The bot's HTTP server over a store, with nothing else of the bot; stopped after the test. */
export async function http(
  store: Store,
  settings: {
    signature?: 'sha1' | 'md5' | 'crc32';
    callback?: null;
    webhookSecret?: string;
    requestMs?: number;
    accounts?: string[];
    checks?: HttpOptions['checks'];
  } = {},
): Promise<TestHttp> {
  const {
    signature = 'sha1',
    callback,
    webhookSecret,
    requestMs,
    accounts = [ACCOUNT],
    checks = {},
  } = settings;
  const logged: string[] = [];
  const log = createLog('trace', { write: (line: string) => void logged.push(line) });
  const metrics = new Registry();
  const server = await startHttp({
    host: '127.0.0.1',
    port: 0,
    store,
    metrics,
    checks,
    log,
    ...(requestMs === undefined ? {} : { requestMs }),
    callback: callback === null ? null : { secret: SECRET, signature, accounts },
    api: apiOptions(),
    webhook: webhookSecret === undefined ? null : { secret: webhookSecret, botId: 1 },
  });
  running.push({
    async close() {
      record(await metrics.metrics());
      await server.stop();
    },
  });
  return {
    ...server,
    logged,
    async metric(name) {
      const line = (await metrics.metrics()).split('\n').find((one) => one.startsWith(`${name} `));
      return line ? Number(line.slice(name.length + 1)) : null;
    },
  };
}

/** The incoming messages that no chat has seen. */
export const texts = async (store: Store): Promise<string[]> =>
  (await unseenIncoming(store.db, 100)).map(({ text }) => text);

/** All that the provider has told, by the names of what their rows keep as numbers. */
export async function receipts({ db }: Store) {
  const rows = await db.selectFrom('receipts').selectAll().orderBy('id').execute();
  return rows.map((row) => ({
    ...row,
    via: VIA.name(row.via),
    state: row.state === null ? null : RECEIPT_STATE.name(row.state),
  }));
}

/** Keeps the store from writing until the function it gives is called. */
export async function holdStore(store: Store): Promise<() => Promise<void>> {
  const gate = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const held = store.write(async () => {
    begun.resolve();
    await gate.promise;
  });
  await begun.promise;
  return () => {
    gate.resolve();
    return held;
  };
}
