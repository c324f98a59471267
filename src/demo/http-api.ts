import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  edited,
  listOfCalls,
  menuQuery,
  mobileOriginated,
  newBalance,
  newPhone,
  newSecret,
  pressed,
  written,
} from './api-calls.ts';
import type { CastChat, CastPerson } from './cast.ts';
import type { EventFeed } from './event-feed.ts';
import type { PhoneBook } from './phone-book.ts';
import type { ProviderHttp } from './provider-http/index.ts';
import type { ProviderSmtp } from './provider-smtp/index.ts';
import type { WebhookReceiver } from './receiver.ts';
import type { Smsc } from './smsc/index.ts';
import { faultSchema } from './telegram/faults.ts';
import type { TelegramServer } from './telegram/index.ts';

/** What a bot may download is what a person may usefully send (Bot API: getFile, 20 MB). */
const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** How many of the last submits, and of the last mails, a snapshot holds. */
const SNAPSHOT_SUBMITS = 100;

/** The caller asked for something impossible; the message is the `error` of the answer. */
class ApiError extends Error {
  readonly statusCode: number;

  constructor(statusCode: number, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}

const pictureTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

const chatPath = z.object({ chat: z.coerce.number().int() });
const messagePath = chatPath.extend({ id: z.coerce.number().int() });
const phonePath = z.object({ number: z.string().min(1) });

function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ApiError(400, inWords(result.error));
}

function inWords(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('; ');
}

/** What the two servers refuse (an unknown person, button or fault) is the caller's mistake, in their words. */
async function refusing<T>(call: () => T | Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw new ApiError(400, error instanceof z.ZodError ? inWords(error) : (error as Error).message);
  }
}

interface Upload {
  name: string;
  bytes: Buffer;
  mimeType: string;
}

/** A message comes as JSON, or as multipart when it carries a file; there every field is text. */
async function readMessage(request: FastifyRequest): Promise<z.infer<typeof written> & { file?: Upload }> {
  if (!request.isMultipart()) return read(written, request.body);
  const fields: Record<string, unknown> = {};
  let file: Upload | undefined;
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      file = { name: part.filename, bytes: await part.toBuffer(), mimeType: part.mimetype };
    } else {
      fields[part.fieldname] = part.fieldname === 'text' ? part.value : Number(part.value);
    }
  }
  return { ...read(written, fields), file };
}

export interface ApiParts {
  people: CastPerson[];
  chats: CastChat[];
  smsc: Smsc;
  provider: ProviderHttp | null;
  mail: ProviderSmtp | null;
  telegram: TelegramServer;
  phoneBook: PhoneBook;
  feed: EventFeed;
  doors: Doors;
  receiver: WebhookReceiver;
}

/** Where other programs reach the bot, once it is there. */
export interface Doors {
  api: { url: string; token: string } | null;
}

/** The demo world over HTTP: whatever a person at the table could do, a test can do by these calls. */
export async function serveApi(http: FastifyInstance, parts: ApiParts): Promise<void> {
  const { people, chats, smsc, provider, mail, telegram, phoneBook, feed, doors, receiver } = parts;
  await http.register(multipart, { limits: { fileSize: MAX_FILE_BYTES, files: 1 } });

  const chatOf = (request: FastifyRequest): number => {
    const { chat } = read(chatPath, request.params);
    if (!chats.some((known) => known.id === chat)) throw new ApiError(404, `there is no chat ${chat}`);
    return chat;
  };

  const providerHttp = (): ProviderHttp => {
    if (provider === null) throw new ApiError(404, 'this provider has no HTTP API');
    return provider;
  };

  const mailServer = (): ProviderSmtp => {
    if (mail === null) throw new ApiError(404, 'this provider has no mail server');
    return mail;
  };

  const world = () => ({
    bot: { id: telegram.bot.id, username: telegram.bot.username },
    apiRoot: telegram.apiRoot,
    token: telegram.token,
    smsc: smsc.address,
    provider: smsc.provider,
    providerHttp: provider && { url: provider.url, apiKey: provider.apiKey },
    providerMail: mail && { url: mail.url, inlet: mail.inlet },
    api: doors.api,
    webhooks: receiver.calls(),
    people,
    chats: chats.map((chat) =>
      chat.type === 'private' ? { ...chat, started: telegram.isStarted(chat.id) } : chat,
    ),
    phones: phoneBook.numbers(),
  });

  http.get('/api', async () => listOfCalls());

  http.get('/api/world', async () => world());

  // Everything that the page shows, at one moment: events up to `lastEvent` are in it, later ones come on top.
  http.get('/api/snapshot', async () => ({
    lastEvent: feed.lastEvent,
    world: world(),
    binds: smsc.binds(),
    balance: smsc.account.purse.balance,
    chats: chats.map(({ id }) => ({ id, messages: telegram.messages(id) })),
    phones: phoneBook.numbers().map((number) => ({
      number,
      received: smsc.phone(number),
      written: phoneBook.written(number),
    })),
    submits: smsc.submits().slice(-SNAPSHOT_SUBMITS),
    mails: mail?.mails().slice(-SNAPSHOT_SUBMITS) ?? [],
  }));

  http.post('/api/webhooks', async (request) => {
    receiver.trust(read(newSecret, request.body).secret);
    return {};
  });

  http.get('/api/chats/:chat/messages', async (request) => telegram.messages(chatOf(request)));

  http.post('/api/chats/:chat/messages', async (request) => {
    const chat = chatOf(request);
    const { from, text, replyTo, thread, contact, file } = await readMessage(request);
    if (!text?.trim() && file === undefined && contact === undefined) {
      throw new ApiError(400, 'a message needs a text, a file or a contact');
    }
    return refusing(() =>
      telegram.write(chat, {
        from,
        text,
        replyTo: replyTo ?? undefined,
        thread: thread ?? undefined,
        contact,
        file,
      }),
    );
  });

  http.patch('/api/chats/:chat/messages/:id', async (request) => {
    const chat = chatOf(request);
    const { id } = read(messagePath, request.params);
    const edit = read(edited, request.body);
    await refusing(() => telegram.edit(chat, id, edit));
    return {};
  });

  http.post('/api/chats/:chat/messages/:id/press', async (request) => {
    const chat = chatOf(request);
    const { id } = read(messagePath, request.params);
    const press = read(pressed, request.body);
    return refusing(() => telegram.press(chat, id, press));
  });

  http.get('/api/chats/:chat/files/:id', async (request, reply) => {
    const file = telegram.file(chatOf(request), read(messagePath, request.params).id);
    if (file === null) throw new ApiError(404, 'there is no file in that message');
    // Whatever the bot sends must not run as a page of this origin: pictures are shown, the rest is saved.
    const shown = pictureTypes.has(file.mimeType);
    reply.header('content-type', shown ? file.mimeType : 'application/octet-stream');
    reply.header('x-content-type-options', 'nosniff');
    reply.header(
      'content-disposition',
      `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    );
    return file.bytes;
  });

  http.get('/api/chats/:chat/menu', async (request) => {
    const chat = chatOf(request);
    const { person } = read(menuQuery, request.query);
    return refusing(() => telegram.commandsFor(chat, person));
  });

  http.get('/api/phones/:number', async (request) => smsc.phone(read(phonePath, request.params).number));

  http.post('/api/phones', async (request) => {
    const { number } = read(newPhone, request.body);
    if (phoneBook.add(number)) feed.publish('phones', { number });
    return {};
  });

  http.post('/api/phones/:number/messages', async (request) => {
    const { number } = read(phonePath, request.params);
    const message = read(mobileOriginated, request.body);
    await refusing(() => smsc.write(number, message));
    return {};
  });

  http.get('/api/smsc/submits', async () => smsc.submits());

  http.post('/api/smsc/faults', async (request) => {
    await refusing(() => smsc.fault(request.body));
    return {};
  });

  http.get('/api/provider/requests', async () => providerHttp().requests());

  http.post('/api/provider/balance', async (request) => {
    smsc.account.purse.balance = read(newBalance, request.body).balance;
    return {};
  });

  http.post('/api/provider/faults', async (request) => {
    const asked = providerHttp();
    await refusing(() => asked.fault(request.body));
    return {};
  });

  http.get('/api/mail/received', async () => mailServer().mails());

  http.post('/api/mail/faults', async (request) => {
    const asked = mailServer();
    await refusing(() => asked.fault(request.body));
    return {};
  });

  http.post('/api/telegram/faults', async (request) => {
    await refusing(() => telegram.fault(read(faultSchema, request.body)));
    return {};
  });

  http.get('/api/events', async (request, reply) => {
    const lastSeen = z.coerce.number().int().safeParse(request.headers['last-event-id']);
    reply.hijack();
    feed.stream(reply.raw, lastSeen.success ? lastSeen.data : null);
  });
}
