import { type FormattedString, fmt } from '@grammyjs/parse-mode';
import { formatPhone } from '../../../messages/recipient.ts';
import type { StoredIncoming } from '../../../store/talks/incoming.ts';
import type { Locale } from '../../locale.ts';
import { shorten } from '../../show/view.ts';
import { codingName, nothingRead } from './unread.ts';

/** Parts that never came are named up to here (UTF-16 units). */
const PARTS_LENGTH = 500;
/** Of octets that could not be read the beginning is shown (hex digits). */
const OCTETS_LENGTH = 280;

/** "2, 3, 5–7" */
function ranges(numbers: readonly number[]): string {
  const found: [first: number, last: number][] = [];
  for (const number of numbers) {
    const open = found.at(-1);
    if (open && number === open[1] + 1) open[1] = number;
    else found.push([number, number]);
  }
  return found
    .map(([first, last]) => {
      if (first === last) return first;
      return last === first + 1 ? `${first}, ${last}` : `${first}–${last}`;
    })
    .join(', ');
}

/** What was written, in quotes, up to so many UTF-16 units. */
function wordsIn({ t }: Locale, { text, forgottenAt }: StoredIncoming, limit: number): string {
  if (forgottenAt !== null) return t('text-forgotten');
  return text.trim() === '' ? t('incoming-empty') : t('quoted', { words: shorten(text, limit) });
}

/** "✉️ +7 999 123-45-67: “Tomorrow?”"; of several messages a line each below the number. */
export function writtenLines(
  locale: Locale,
  messages: readonly StoredIncoming[],
  { now, earlier, limit }: { readonly now: number; readonly earlier: number; readonly limit: number },
): (FormattedString | string)[] {
  const [first, another] = messages;
  // Some SMSCs name nobody, and then nobody can be answered.
  const head = `✉️ ${formatPhone(first?.sender ?? '') || locale.t('incoming-from-nobody')}`;
  if (first && !another && earlier === 0) {
    return [nothingRead(first) ? head : fmt`${head}: ${wordsIn(locale, first, limit)}`];
  }
  return [
    `${head}:`,
    ...(earlier > 0 ? [locale.t('talk-earlier', { n: earlier })] : []),
    ...messages.map(
      (message) => fmt`${locale.time(message.receivedAt, now)} ${wordsIn(locale, message, limit)}`,
    ),
  ];
}

/** What of a message did not come, or could not be read. */
export function lackingLines({ t }: Locale, message: StoredIncoming): string[] {
  const { missing, unread } = message;
  const lines: string[] = [];
  if (missing.length > 0) {
    const parts = shorten(ranges(missing), PARTS_LENGTH);
    lines.push(t('incoming-missing', { n: missing.length, parts }));
  }
  const octets = octetsOf(message);
  for (const { dataCoding } of unread.slice(0, 1)) {
    lines.push(
      t(nothingRead(message) ? 'incoming-unread' : 'incoming-unread-in-part', {
        coding: codingName(dataCoding),
        octets: shorten(octets, OCTETS_LENGTH),
      }),
    );
  }
  return lines;
}

const octetsOf = ({ unread }: StoredIncoming): string => unread.map((one) => one.octets).join('…');

/** Whether less of it is shown than there is. */
export const isCut = (message: StoredIncoming, limit: number): boolean =>
  message.text.length > limit || octetsOf(message).length > OCTETS_LENGTH;
