import { type DestinationStream, type Logger, pino } from 'pino';
import { maskPhone } from './messages/recipient.ts';

export type { Logger };

/** Keys that must never reach a log, at the top level and one below. */
const SECRET = [
  'token',
  'password',
  'secret',
  'text',
  'body',
  'request',
  'payload',
  'comment',
  'code',
  'subject',
];

const QUOTES = [
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['“', '”'],
] as const;

/**
 * The message of an error, which may quote what it was given: JSON.parse the text around a mistake, PostgreSQL a
 * value, a library a number. What stands in quotes is cut, and so is any run of digits that could be somebody's.
 */
function unquoted(message: string): string {
  // Looked for once each: where nothing closes a text of quotes, an expression would look from each of them.
  const closed = new Map<string, { readonly close: string; readonly at: number }>(
    QUOTES.map(([open, close]) => [open, { close, at: message.lastIndexOf(close) }]),
  );
  let said = '';
  for (let at = 0; at < message.length; at += 1) {
    const open = message.charAt(at);
    const end = closed.get(open);
    if (end && end.at > at) {
      said += `${open}…${end.close}`;
      at = end.at;
    } else said += open;
  }
  return said.replace(/\d{7,}/g, '…');
}

/** What may be logged of an error: its message as above, and where it came from. */
function printable(error: unknown): { name: string; message: string; stack?: string } {
  if (!(error instanceof Error)) return { name: 'not an Error', message: unquoted(String(error)) };
  const { name, message, stack = '' } = error;
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return { name, message: unquoted(message), stack: frames.join('\n') };
}

/** Characters. */
const LINE = 300;

/** What may be kept of an error, in a line. */
export function errorLine(error: unknown): string {
  const { name, message } = printable(error);
  return `${name}: ${message}`.slice(0, LINE);
}

/** The program's logger: secrets and message texts are cut out by key, recipients are masked. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    redact: { paths: SECRET.flatMap((key) => [key, `*.${key}`]), censor: '[cut]' },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: {
      to: maskPhone,
      // An error of Telegram's client carries the whole request: numbers and text.
      err: printable,
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
