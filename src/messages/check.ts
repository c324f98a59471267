import { visible } from './invisible.ts';
import { notInMail } from './mail-form.ts';
import type { Provider } from './provider.ts';
import { type MessageContent, type RefusalReason, RequestRefused, VOICES } from './request.ts';

/** Bounds of a call's options, both inclusive: seconds to ring, seconds between tries, tries. */
export const CALL_RANGES = {
  ring: { min: 10, max: 35 },
  retry: { min: 10, max: 3600 },
  tries: { min: 1, max: 9 },
} as const;

// The provider tells channels apart by the beginning of the text. It documents capitals at the very start;
// whether it trims or ignores case it does not say, so neither is risked.
const CHANNEL_PREFIX = /^\s*(__(?:MAIL|CALL|VIBER|SOC|TGM|BOT|HLR|PING)__)/i;

// A line that says where the text ends and something else begins.
const CUTTING_LINE = /\n(~~~(?=\n|$)|(?:subj|voice|bot):)/i;

/** The text with line feeds alone for line breaks, since the dialect's marks are written with those. */
export function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/**
 * Refuses a request for a channel that the provider does not have, whose words it would read as something else, or whose
 * options it does not take. Alphabets and lengths depend on the connection and are `toWire`'s.
 *
 * @throws RequestRefused
 */
export function checkRequest(
  request: MessageContent,
  { channels, hasDialect, byMailAlone = [] }: Provider,
): void {
  const { channel } = request;
  refuseIf(!channels.includes(channel), { kind: 'channel-unavailable', channel });
  const what = byMailAlone.includes(channel) ? notInMail(request) : null;
  if (what !== null) throw new RequestRefused({ kind: 'no-place-in-mail', what });
  if (!hasDialect) {
    checkPlain(request);
    return;
  }
  switch (request.channel) {
    case 'hlr':
    case 'ping':
      return;
    case 'tgm':
      refuseIf(!/^\d{4,8}$/.test(request.code), { kind: 'bad-code' });
      return;
    case 'email':
      checkWords(request.text, request.comment);
      refuseIf(isBlank(request.subject), { kind: 'empty-subject' });
      refuseIf(/[\r\n]/.test(request.subject), { kind: 'subject-breaks-line' });
      return;
    case 'bot':
      checkWords(request.text, request.comment);
      refuseIf(!/^@[A-Za-z]\w{2,31}$/.test(request.bot), { kind: 'bad-bot-name', bot: request.bot });
      return;
    case 'call':
      checkWords(request.text, request.comment);
      checkCall(request);
      return;
    default:
      checkWords(request.text, request.comment);
  }
}

/** Where no marks are read in a text any will do; nothing could set a comment apart. */
function checkPlain(request: MessageContent): void {
  refuseIf('text' in request && isBlank(request.text), { kind: 'empty-text' });
  refuseIf('comment' in request && request.comment !== undefined, { kind: 'comment-unavailable' });
}

function checkWords(text: string, comment: string | undefined): void {
  refuseIf(isBlank(text), { kind: 'empty-text' });
  const prefix = CHANNEL_PREFIX.exec(text)?.[1];
  if (prefix) throw new RequestRefused({ kind: 'changes-channel', mark: prefix });
  checkLines(withLineFeeds(text));
  if (comment === undefined) return;
  refuseIf(isBlank(comment), { kind: 'empty-comment' });
  // A comment always stands on a line of its own.
  checkLines(`\n${withLineFeeds(comment)}`);
}

function checkLines(text: string): void {
  const mark = CUTTING_LINE.exec(text)?.[1];
  if (mark) throw new RequestRefused({ kind: 'cut-by-mark', mark });
}

function checkCall(request: Extract<MessageContent, { channel: 'call' }>): void {
  const [voice, ...language] = request.voice.split(',');
  const known = VOICES.some((name) => name === voice);
  const sound = language.length === 0 || /^[a-z]{2,3}(-[A-Za-z]{2})?$/.test(language.join(','));
  refuseIf(!known || !sound, { kind: 'unknown-voice', voice: request.voice });
  for (const option of ['ring', 'retry', 'tries'] as const) {
    const { min, max } = CALL_RANGES[option];
    const value = request[option] ?? min;
    refuseIf(!Number.isInteger(value) || value < min || value > max, {
      kind: 'out-of-range',
      option,
      min,
      max,
    });
  }
  if (request.comment === undefined) return;
  const options = request.ring ?? request.retry ?? request.tries;
  refuseIf(options !== undefined, { kind: 'comment-with-call-options' });
  const param = /^\s*(param:)/i.exec(request.comment)?.[1];
  if (param) throw new RequestRefused({ kind: 'cut-by-mark', mark: param });
}

const isBlank = (text: string): boolean => visible(text).trim() === '';

function refuseIf(condition: boolean, reason: RefusalReason): void {
  if (condition) throw new RequestRefused(reason);
}
