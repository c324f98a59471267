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
      err: (error: unknown) =>
        error instanceof Error
          ? { name: error.name, message: error.message, stack: error.stack }
          : { name: 'not an Error', message: String(error) },
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
