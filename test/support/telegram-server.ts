import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTelegram, type TelegramOptions, type TelegramServer } from '../../src/demo/telegram/index.ts';
import { afterEveryTest } from './endings.ts';

export const OLGA = 101;
export const NIKOLAI = 102;
export const STRANGER = 109;
export const TEAM = -5;
export const ALERTS = -1001;
export const TOPIC = 7;

const CAST: TelegramOptions = {
  people: [
    { id: OLGA, name: 'Olga', language: 'ru' },
    { id: NIKOLAI, name: 'Nikolai', language: 'en' },
    { id: STRANGER, name: 'Stranger', language: 'en' },
  ],
  chats: [
    { id: OLGA, type: 'private' },
    { id: NIKOLAI, type: 'private', started: false },
    { id: TEAM, type: 'group', title: 'Team', members: [OLGA, NIKOLAI], admins: [OLGA] },
    {
      id: ALERTS,
      type: 'supergroup',
      title: 'Alerts',
      members: [OLGA, NIKOLAI],
      topics: [{ id: TOPIC, title: 'SMS' }],
    },
  ],
  limits: 'off',
};

const running = new Set<TelegramServer>();
afterEveryTest(async () => {
  await Promise.all([...running].map((server) => server.close()));
  running.clear();
});

/** A Bot API server with Olga, Nikolai, a stranger and two groups, closed after the test. */
export async function telegram(options: Partial<TelegramOptions> = {}): Promise<TelegramServer> {
  const server = await startTelegram({ ...CAST, ...options });
  running.add(server);
  return server;
}

/** The envelope of an answer. */
export interface Answer<Result> {
  readonly ok: boolean;
  readonly result: Result;
  readonly error_code?: number;
  readonly description?: string;
  readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
}

/** One call with a JSON body, without any client library. */
export async function api<Result = unknown>(
  server: TelegramServer,
  method: string,
  params: object = {},
): Promise<Answer<Result>> {
  const response = await fetch(`${server.apiRoot}/bot${server.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
  });
  return (await response.json()) as Answer<Result>;
}

/** Waits until the bot's calls have made it so. */
export async function until(server: TelegramServer, condition: () => boolean): Promise<void> {
  while (!condition()) await once(server.events, 'call');
}

const webServers = new Set<Server>();
afterEveryTest(() => {
  for (const server of webServers) server.close().closeAllConnections();
  webServers.clear();
});

/** Listens on a free loopback port until the test ends; returns the address. */
export async function listen(server: Server): Promise<string> {
  webServers.add(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
