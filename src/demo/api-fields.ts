import type { ReceivedMail } from './provider-smtp/index.ts';
import type { PhoneMessage, Submit } from './smsc/shapes.ts';
import type { ChatButton, ChatMessage } from './telegram/types.ts';

/** A line for each field of a shape; the compiler misses one that is new. */
type Words<Shape> = Readonly<Record<keyof Shape, string>>;

const message: Words<ChatMessage> = {
  id: 'of the message, in its chat',
  from: 'who wrote it: a person, or the bot',
  text: 'text or caption',
  entities: 'what is bold, a link and so on in the text, as in the Bot API',
  html: 'the text with its entities as HTML',
  buttons: 'rows of buttons; see button',
  file: 'kind (document or photo), name, size in bytes, and text where it is one; null without a file',
  silent: 'true where it came without a sound; else absent',
  onlyFor: 'the one person in the group who sees it, beside the bot; absent where all do',
  contact: 'phone and firstName; null without a contact',
  replyTo: 'id of the message that it replies to, or null',
  thread: 'the topic, or null',
  forceReply: 'whether the bot asks for a reply to it',
  placeholder: 'what the composer says meanwhile, or null',
  reaction: 'the emoji of the bot under it, or null',
  pinned: 'whether it is pinned',
  sentAt: 'ms since 1970',
  editedAt: 'of the last edit, ms since 1970, or null',
  edits: 'how many times it was edited',
};

const button: Words<ChatButton> = {
  text: 'its label',
  data: 'what goes to the bot, or null',
  url: 'the page that it opens, or null',
  copy: 'what it copies; absent on others',
  style: 'danger, success or primary; absent on others',
};

const submit: Words<Submit> = {
  bind: 'the bind that it came on, counted from 1',
  sequence: 'sequence_number',
  source: 'source_addr',
  destination: 'destination_addr',
  dataCoding: 'data_coding',
  esmClass: 'esm_class',
  registeredDelivery: 'registered_delivery',
  text: 'the text of this PDU, without its UDH; in hex where it is no text',
  tlvs: 'by name or number: message_payload as text, SAR fields as numbers, others in hex',
  status: 'the command_status decided on, whether or not a fault kept the answer back',
  messageId: 'the id given, null when it was refused',
  at: 'ms since 1970',
};

const received: Words<PhoneMessage> = {
  channel: 'sms, email, call, viber, soc, tgm, bot, hlr or ping',
  from: 'the sender that the subscriber sees',
  text: 'the whole text',
  parts: 'how many messages were paid',
  at: 'ms since 1970',
  way: 'https or smtp where it came by the HTTP API or by mail; absent where by SMPP',
  flash: 'true for a flash SMS; else absent, as are those below',
  subject: 'of an e-mail',
  bot: 'of a message by a Telegram bot',
  voice: 'of a call',
  ring: 'of a call: seconds that it rings',
  retry: 'of a call: seconds until it rings again',
  tries: 'of a call',
};

const mail: Words<ReceivedMail> = {
  at: 'ms since 1970',
  from: 'the address that it came from',
  encrypted: 'whether it came by TLS',
  fields:
    'id, time, options, phones and text as they stand in it, without who asks; null where it cannot be read',
  messageId: 'of the message that came of it, or null',
  why: 'why nothing came of it, which its sender is not told, or null',
};

/** What answers are made of. */
export const FIELDS = {
  message,
  button,
  submit,
  received,
  mail,
  request: { path: 'below its url', params: 'what it asked for, without who asks' },
  written: { to: 'the number written to', text: 'the text', at: 'ms since 1970' },
  webhook: {
    id: 'its webhook-id, the same when it comes again',
    timestamp: 'when it was signed, s since 1970',
    signed: 'whether it was, by a secret of a hook, and just then; else it was answered with 401',
    body: 'what it said: see docs/api.md',
  },
  person: { id: 'of the person', name: 'shown', language: 'of the client', role: 'in the bot, or null' },
  chat: {
    id: 'of the chat; a private one has that of its person',
    type: 'private or supergroup',
    person: 'of a private chat',
    started: 'of a private chat: whether its person has written, before which the bot may not',
    title: 'of a group',
    members: 'of a group: ids of people',
    topics: 'of a group: id and title of each',
  },
} as const;

/** Events of GET /api/events, with what is in the data of each beside its type. */
export const EVENTS = {
  message: 'A message is new: chat, message',
  edit: 'A message has changed: chat, message',
  delete: 'A message is gone: chat, id',
  answer: 'A press was answered: chat, message (its id), person, text or null, alert',
  reaction: 'The bot has reacted: chat, id, emoji or null',
  action: 'The bot shows that it is busy: chat, action',
  submit: 'A submit_sm has come: submit',
  mail: "The provider's mail server has taken a mail: mail",
  balance: 'The account has paid or was given money: balance',
  receipt: 'A receipt was taken: messageId, number, text',
  phone: 'Something has reached a phone: number, message (received)',
  phones: 'A phone is put on the table: number',
  mo: 'A subscriber writes: number, message (written)',
  bind: 'A bind has begun: bind, login, kind, binds (how many there are now)',
  unbind: 'A bind has ended: bind, login, kind, binds',
} as const;
