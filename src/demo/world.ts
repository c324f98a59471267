import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { chats, people, phones } from './cast.ts';
import { EventFeed } from './event-feed.ts';
import { type Doors, serveApi } from './http-api.ts';
import { acceptLoopbackOnly } from './loopback-only.ts';
import { servePage } from './page-files.ts';
import { PhoneBook } from './phone-book.ts';
import { type ProviderHttp, startProviderHttp } from './provider-http/index.ts';
import { type ProviderSmtp, startProviderSmtp } from './provider-smtp/index.ts';
import { serveReceiver, WebhookReceiver } from './receiver.ts';
import { type Smsc, type SmscOptions, startSmsc } from './smsc/index.ts';
import { startTelegram, type TelegramOptions, type TelegramServer } from './telegram/index.ts';

export interface WorldOptions {
  /** Port of the page and the API; 0 picks a free one. Default 8080. */
  port?: number;
  /** A loopback address. Default 127.0.0.1. */
  host?: string;
  smsc?: SmscOptions;
  telegram?: Partial<TelegramOptions>;
  /** Called when the port is taken, before a free one is picked. */
  onPortBusy?: (port: number) => void;
}

export interface World {
  /** Address of the page, such as `http://127.0.0.1:8080`; the API lies under its `/api/`. */
  readonly url: string;
  readonly port: number;
  readonly smsc: Smsc;
  /** The HTTP API over the same account; null: another provider has none. */
  readonly provider: ProviderHttp | null;
  /** Its mail server, which takes messages for the same account; null: another provider has none. */
  readonly mail: ProviderSmtp | null;
  readonly telegram: TelegramServer;
  /** Where other programs reach the bot: told by whoever starts it. */
  readonly doors: Doors;
  /** Another program, which is told by webhooks under `/webhooks` of the page's address. */
  readonly receiver: WebhookReceiver;
  /** Ends the page, the API and both servers, with every connection to them. */
  close(): Promise<void>;
}

/** Who the bot is in the demo world. */
const bot = { id: 1, username: 'demo_bot', firstName: 'Demo bot' };

/** Starts a whole world on one machine: the simulated SMSC with the provider's HTTP API and mail server, the local Bot API server, and the page over both. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const { port = 8080, host = '127.0.0.1', onPortBusy } = options;
  const smsc = await startSmsc(options.smsc);
  const provider = smsc.provider === 'smsc.ru' ? await startProviderHttp(smsc) : null;
  const feed = new EventFeed();
  const mail =
    provider &&
    (await startProviderSmtp(smsc, {
      apiKey: provider.apiKey,
      onMail: (received) => feed.publish('mail', { mail: received }),
    }));
  const telegram = await startTelegram({ token: '1:demo', bot, people, chats, ...options.telegram });
  const phoneBook = new PhoneBook(phones);
  const doors: Doors = { api: null };
  const receiver = new WebhookReceiver();
  publishHappenings({ smsc, telegram, feed, phoneBook });

  const http = Fastify({ forceCloseConnections: true });
  http.setErrorHandler(async (error: FastifyError, _request, reply) => {
    reply.code(error.statusCode ?? 500);
    return { error: error.message };
  });
  http.setNotFoundHandler(async (request, reply) => {
    reply.code(404);
    return { error: `there is nothing at ${request.method} ${request.url}` };
  });
  acceptLoopbackOnly(http);
  await serveApi(http, { people, chats, smsc, provider, mail, telegram, phoneBook, feed, doors, receiver });
  await serveReceiver(http, receiver);
  await servePage(http);

  const url = await listen(http, { port, host, onPortBusy });
  return {
    url,
    port: Number(new URL(url).port),
    smsc,
    provider,
    mail,
    telegram,
    doors,
    receiver,
    async close() {
      feed.close();
      await http.close();
      await Promise.all([telegram.close(), mail?.close(), provider?.close(), smsc.close()]);
    },
  };
}

interface ListenOptions {
  port: number;
  host: string;
  onPortBusy?: (port: number) => void;
}

async function listen(http: FastifyInstance, { port, host, onPortBusy }: ListenOptions): Promise<string> {
  try {
    return await http.listen({ port, host });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    onPortBusy?.(port);
    return http.listen({ port: 0, host });
  }
}

interface Happenings {
  smsc: Smsc;
  telegram: TelegramServer;
  feed: EventFeed;
  phoneBook: PhoneBook;
}

/** Turns what both servers report of themselves into events of the feed. */
function publishHappenings({ smsc, telegram, feed, phoneBook }: Happenings): void {
  telegram.events.on('message', (happened) => feed.publish('message', happened));
  telegram.events.on('edit', (happened) => feed.publish('edit', happened));
  telegram.events.on('delete', (happened) => feed.publish('delete', happened));
  telegram.events.on('answer', (happened) => feed.publish('answer', happened));
  telegram.events.on('reaction', (happened) => feed.publish('reaction', happened));
  telegram.events.on('action', (happened) => feed.publish('action', happened));
  smsc.events.on('submit', (submit) => feed.publish('submit', { submit }));
  smsc.events.on('balance', (balance) => feed.publish('balance', { balance }));
  smsc.events.on('receipt', (receipt) => feed.publish('receipt', { ...receipt }));
  smsc.events.on('phone', (number, message) => {
    phoneBook.add(number);
    feed.publish('phone', { number, message });
  });
  smsc.events.on('mo', ({ number, to, text, at }) => {
    phoneBook.keep(number, { to, text, at });
    feed.publish('mo', { number, message: { to, text, at } });
  });
  for (const event of ['bind', 'unbind'] as const) {
    smsc.events.on(event, (note) => feed.publish(event, { ...note, binds: smsc.binds() }));
  }
}
