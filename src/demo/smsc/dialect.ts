/**
 * The provider's dialect: a prefix in a submit_sm's text picks the channel, lines at its end give options.
 * What the provider would not take is refused, so that a slip of the bot shows here and not on an account.
 */
import { status } from './pdu.ts';
import type { Channel } from './shapes.ts';

/** What the text of a whole message asks for. */
export type Order = { channel: Channel; text: string; comment: string | null } & Partial<{
  subject: string;
  bot: string;
  voice: string;
  /** Seconds of ringing, seconds between tries, number of tries. */
  ring: number;
  retry: number;
  tries: number;
}>;

export type Reading = { order: Order } | { refused: number };

const commentMark = '\n~~~\n';
const prefixed = /^__(MAIL|CALL|VIBER|SOC|TGM|BOT|HLR|PING)__(: )?/;
const voice = /^(?:m[234]?|w[234]?)(?:,[a-z]{2})?$/;
const callLimits = { ring: [10, 35], retry: [10, 3600], tries: [1, 9] } as const;

const contentRefused: Reading = { refused: status.submitFailed };
const nothingToSend: Reading = { refused: status.invalidMessageLength };

/** The text as it is, at a provider that reads no marks in it. */
export function readPlain(wireText: string): Reading {
  return wireText === '' ? nothingToSend : { order: { channel: 'sms', text: wireText, comment: null } };
}

/** Reads a whole wire text (parts joined). */
export function readDialect(wireText: string): Reading {
  const [, word, separator] = prefixed.exec(wireText) ?? [];
  if (word === undefined) {
    const { text, tail } = cut(wireText, commentMark);
    return text === '' ? nothingToSend : { order: { channel: 'sms', text, comment: tail } };
  }
  if (word === 'HLR' || word === 'PING') {
    if (wireText !== `__${word}__`) return contentRefused;
    return { order: { channel: word === 'HLR' ? 'hlr' : 'ping', text: '', comment: null } };
  }
  if (separator === undefined) return contentRefused;
  const rest = wireText.slice(`__${word}__: `.length);
  if (rest === '') return nothingToSend;
  switch (word) {
    case 'MAIL':
      return readMail(rest);
    case 'CALL':
      return readCall(rest);
    case 'BOT':
      return readBot(rest);
    case 'TGM':
      if (!/^\d{4,8}$/.test(rest)) return contentRefused;
      return { order: { channel: 'tgm', text: rest, comment: null } };
    default: {
      const { text, tail } = cut(rest, commentMark);
      if (text === '') return nothingToSend;
      return { order: { channel: word === 'VIBER' ? 'viber' : 'soc', text, comment: tail } };
    }
  }
}

function readMail(rest: string): Reading {
  const { text: message, tail: comment } = cut(rest, commentMark);
  const { text, tail: subject } = cut(message, '\nsubj:');
  if (text === '') return nothingToSend;
  if (subject === null || subject.trim() === '' || subject.includes('\n')) return contentRefused;
  return { order: { channel: 'email', text, comment, subject } };
}

function readBot(rest: string): Reading {
  const { text: message, tail: comment } = cut(rest, commentMark);
  const { text, tail: bot } = cut(message, '\nbot:');
  if (text === '') return nothingToSend;
  if (bot === null || !/^@\w{3,32}$/.test(bot)) return contentRefused;
  return { order: { channel: 'bot', text, comment, bot } };
}

function readCall(rest: string): Reading {
  const { text: message, tail } = cut(rest, commentMark);
  const { text, tail: voiceLine } = cut(message, '\nvoice:');
  if (text === '') return nothingToSend;
  if (voiceLine !== null && !voice.test(voiceLine)) return contentRefused;
  const order: Order = { channel: 'call', text, comment: null, voice: voiceLine ?? 'm' };
  if (tail === null || !tail.startsWith('param:')) return { order: { ...order, comment: tail } };
  const [, ring, retry, tries] = /^param:(\d+),(\d+),(\d+)$/.exec(tail) ?? [];
  const params = { ring: Number(ring), retry: Number(retry), tries: Number(tries) };
  for (const name of ['ring', 'retry', 'tries'] as const) {
    const [least, most] = callLimits[name];
    if (!(params[name] >= least && params[name] <= most)) return contentRefused;
  }
  return { order: { ...order, ...params } };
}

/** Splits at the first mark; `tail` is null where there is none. */
function cut(text: string, mark: string): { text: string; tail: string | null } {
  const at = text.indexOf(mark);
  if (at < 0) return { text, tail: null };
  return { text: text.slice(0, at), tail: text.slice(at + mark.length) };
}
