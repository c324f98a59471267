import { z } from 'zod';
import { EVENTS, FIELDS } from './api-fields.ts';
import { faultSchema as providerFault } from './provider-http/faults.ts';
import { faultSchema as mailFault } from './provider-smtp/faults.ts';
import { faultSchema as smscFault } from './smsc/faults.ts';
import { faultSchema as telegramFault } from './telegram/faults.ts';

const id = z.int();

/** What is sent in the bodies and the queries of calls. */
export const written = z.strictObject({
  from: id,
  text: z.string().optional(),
  replyTo: id.nullish(),
  thread: id.nullish(),
  contact: z.strictObject({ phone: z.string(), firstName: z.string() }).optional(),
});
export const edited = z.strictObject({ from: id, text: z.string().min(1) });
export const pressed = z.strictObject({ from: id, button: z.string() });
export const menuQuery = z.object({ person: z.coerce.number().int() });
export const mobileOriginated = z.strictObject({
  to: z.string().regex(/^\d{3,15}$/),
  text: z.string().min(1),
});
export const newPhone = z.strictObject({
  number: z.string().regex(/^\d{5,15}$/, 'digits only, 5 to 15 of them'),
});

export const newBalance = z.strictObject({ balance: z.number().min(0).max(1_000_000_000) });

export const newSecret = z.strictObject({
  secret: z.string().regex(/^whsec_[A-Za-z0-9+/]+=*$/, 'whsec_…, as the card of a hook shows it'),
});

interface Call {
  readonly does: string;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** In words, or by field. */
  readonly answers?: string | Readonly<Record<string, string>>;
}

/** What a person reads about each call. */
const CALLS: Readonly<Record<string, Call>> = {
  'GET /api': {
    does: 'This list.',
    answers: { calls: 'all there are', fields: 'what answers are made of', events: 'of GET /api/events' },
  },
  'GET /api/world': {
    does: 'Who and what there is.',
    answers: {
      bot: 'id and username',
      apiRoot: "of the Bot API server, for a client library's api root",
      token: 'of the bot',
      smsc: 'host:port of the simulated SMSC',
      provider: 'smsc.ru or generic',
      providerHttp:
        "of the provider's HTTP API over the same account: url and apiKey; null where there is none",
      providerMail:
        "the provider's mail server for the same account: url, and inlet, the address that mails go to; null where there is none",
      api: 'url of the bot itself, and a token for its /api; null while it is not there',
      webhooks:
        'what came to /webhooks of this address, where another program is told by the bot; see webhook',
      people: 'who uses Telegram; see person',
      chats: 'see chat',
      phones: 'numbers on the table',
    },
  },
  'GET /api/snapshot': {
    does: 'All that the page shows, at one moment.',
    answers: {
      lastEvent: 'events up to this one are in it',
      world: 'as GET /api/world',
      binds: 'how many there are',
      balance: 'of the account at the provider',
      chats: 'id of each and its messages',
      phones: 'number of each, what it received and what was written on it',
      submits: 'the last 100; see submit',
      mails: 'the last 100; see mail',
    },
  },
  'GET /api/chats/:chat/messages': {
    does: 'What stands in a chat, oldest first.',
    answers: 'a list; see message',
  },
  'POST /api/chats/:chat/messages': {
    does: 'Somebody writes; as multipart/form-data with a file too.',
    body: written,
    answers: { id: 'of the message' },
  },
  'PATCH /api/chats/:chat/messages/:id': { does: 'Somebody edits an own message.', body: edited },
  'POST /api/chats/:chat/messages/:id/press': {
    does: 'Somebody presses the button with that label or callback data.',
    body: pressed,
    answers: { answer: 'what is shown then, or null' },
  },
  'GET /api/chats/:chat/files/:id': { does: 'The file in a message.', answers: 'its bytes' },
  'GET /api/chats/:chat/menu': {
    does: 'The commands that Telegram offers a person there.',
    query: menuQuery,
    answers: 'a list of command and description',
  },
  'GET /api/phones/:number': {
    does: 'What a number or address received, oldest first.',
    answers: 'a list; see received',
  },
  'POST /api/phones': { does: 'Puts a phone on the table.', body: newPhone },
  'POST /api/phones/:number/messages': {
    does: 'A subscriber writes an SMS to a number of the account.',
    body: mobileOriginated,
  },
  'POST /api/webhooks': {
    does: 'Has /webhooks take what is signed with the secret of another hook, too.',
    body: newSecret,
  },
  'GET /api/smsc/submits': {
    does: 'Every submit_sm that came, oldest first.',
    answers: 'a list; see submit',
  },
  'POST /api/smsc/faults': { does: 'Switches a fault of the provider on.', body: smscFault },
  'GET /api/provider/requests': {
    does: "Every request to the provider's HTTP API, oldest first.",
    answers: 'a list; see request',
  },
  'POST /api/provider/balance': {
    does: 'Gives the account at the provider so much money.',
    body: newBalance,
  },
  'POST /api/provider/faults': {
    does: "Switches a fault of the provider's HTTP API on.",
    body: providerFault,
  },
  'GET /api/mail/received': {
    does: "Every mail that the provider's mail server took, oldest first.",
    answers: 'a list; see mail',
  },
  'POST /api/mail/faults': { does: "Switches a fault of the provider's mail server on.", body: mailFault },
  'POST /api/telegram/faults': { does: 'Switches a fault of Telegram on.', body: telegramFault },
  'GET /api/events': {
    does: 'What happens from now on, as server-sent events; with Last-Event-ID also what came after that one.',
    answers: 'a stream; see events',
  },
};

/** Every call, with what it takes as JSON Schema, and what answers and events are made of. */
export const listOfCalls = () => ({
  calls: Object.entries(CALLS).map(([call, { does, query, body, answers = {} }]) => ({
    call,
    does,
    ...(query && { query: schemaOf(query, 'output') }),
    ...(body && { body: schemaOf(body, 'input') }),
    answers,
  })),
  fields: FIELDS,
  events: EVENTS,
});

/** As JSON Schema, without the bounds that every whole number in JavaScript has. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io,
    override({ jsonSchema }) {
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  return rest;
}
