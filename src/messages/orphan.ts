import { ALPHABETS, splitParts } from './alphabet.ts';
import { DOUBT_LIMITS } from './in-doubt.ts';
import { zoneShown } from './provider-time.ts';
import type { Receipt, ReceiptFlags } from './receipt.ts';
import type { Channel, MessageContent } from './request.ts';

/** A submit that may be the one which a receipt for an unknown id speaks of. */
export interface Suspect {
  readonly content: MessageContent;
  /** Source address of the submit; empty when it named none. */
  readonly source: string;
  /** ms since 1970 */
  readonly committedAt: number;
  /** Of its message's PDUs (submit_sm); 1 is the first. */
  readonly part: number;
  readonly pdus: number;
}

/** What a receipt tells by which it is matched. */
export interface Told extends Pick<Receipt, 'text' | 'submittedAt' | 'utcOffset'> {
  readonly flags: Pick<ReceiptFlags, 'type'> | null;
}

/** The types that the provider's TLV 0x2001 has for a channel; those without one are told by no type. */
const TYPES: Readonly<Record<Channel, readonly ReceiptFlags['type'][]>> = {
  sms: ['sms', 'flash'],
  email: ['email'],
  call: ['call'],
  viber: ['viber'],
  soc: ['social'],
  tgm: [],
  bot: [],
  hlr: ['hlr'],
  ping: ['ping'],
};

/** Its dates may be whole minutes, and its clock and ours may differ. */
const DATE_TOLERANCE_MS = 60_000 + DOUBT_LIMITS.skewMs;

/**
 * A receipt may come before its submit's answer, and be stored by another machine's clock: by so much it may seem to be
 * older than a submit whose id and recipient it names.
 */
export const EARLY_MS = DATE_TOLERANCE_MS;

/**
 * Whether a receipt for an unknown id may speak of this submit, by sender, type and text, as far as it names them. The
 * recipient is known to be the same. No time is asked here: a clock that was set must not hide another message that it
 * may speak of as well.
 * @param other the receipt's other address beside the recipient's
 */
export function maySpeakOf(receipt: Told, other: string | null, suspect: Suspect): boolean {
  const { content, source } = suspect;
  if (source !== '' && other !== null && other !== source) return false;
  const type = receipt.flags?.type ?? null;
  if (type !== null && !TYPES[content.channel].includes(type)) return false;
  const beginning = receipt.text?.trim() ?? '';
  if (beginning === '' || !('text' in content)) return true;
  return carriedBy(suspect, content.text).some((text) => begins(text.trimStart(), beginning));
}

/** What of a text a submit carries, in each alphabet in which it makes so many PDUs. */
function carriedBy({ part, pdus }: Suspect, text: string): string[] {
  if (pdus === 1) return [text];
  return ALPHABETS.map((alphabet) => splitParts(text, alphabet)).flatMap((parts) =>
    parts.length === pdus ? (parts[part - 1] ?? []) : [],
  );
}

/** Characters of ASCII whose octets mean others in GSM 03.38: an SMSC may write them in either, and name neither. */
const TOLD_APART = /[@$[\\\]^_`{|}~]/;
const LETTER = /[\w\s]/;

/** Whether a text begins with what a receipt quotes, perhaps read in another alphabet than it was written in. */
function begins(text: string, quote: string): boolean {
  if (text.length < quote.length) return false;
  for (let at = 0; at < quote.length; at++) {
    const [written, quoted] = [text.charAt(at), quote.charAt(at)];
    if (written !== quoted && !(TOLD_APART.test(written) && !LETTER.test(quoted))) return false;
  }
  return true;
}

/**
 * Whether the times agree: it came after the submit, and names that time as its own, in whatever time zone where its is not
 * known.
 * @param receivedAt ms since 1970
 */
export function isInTime(
  { submittedAt, utcOffset }: Told,
  receivedAt: number,
  { committedAt }: Suspect,
): boolean {
  if (receivedAt < committedAt - DOUBT_LIMITS.skewMs) return false;
  if (submittedAt === null) return true;
  if (utcOffset === null) return zoneOf({ submittedAt, utcOffset }, committedAt) !== null;
  return Math.abs(submittedAt - committedAt) <= DATE_TOLERANCE_MS;
}

/**
 * The time zone of a receipt's dates, in minutes ahead of UTC, by when its submit was put on record (ms since 1970); null
 * where it names no date, or one that no time zone explains.
 */
export function zoneOf(
  { submittedAt, utcOffset }: Pick<Receipt, 'submittedAt' | 'utcOffset'>,
  committedAt: number,
): number | null {
  if (submittedAt === null) return null;
  return zoneShown(submittedAt + (utcOffset ?? 0) * 60_000, committedAt, DATE_TOLERANCE_MS);
}
