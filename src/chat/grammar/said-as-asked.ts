import { typedWords } from './typed-words.ts';

const said = (id: string): string => `(?:${typedWords(id)})`;
const SMS = `(?:${said('spoken-sms')}|sms)`;
const ORDERS = `(?:${said('typed-send')}|${said('typed-tell')})`;
/** `could you please`, before what is asked for. */
const LEAD = new RegExp(`^\\s*(?:${said('wish-lead')},?\\s+)+(?=${ORDERS}\\s)`, 'iu');
const TO = `(?:${said('typed-send-to')}\\s+)?`;
const LABEL = `(?:${said('typed-phone-label')}[.:]?\\s+)?`;
/** `send a text to number`, before the number. */
const ASKING = new RegExp(
  `^\\s*${ORDERS}\\s+(?:${said('typed-send-a')}\\s+)?(?:${SMS}\\s+)?${TO}${LABEL}(?=[+(\\d])`,
  'iu',
);
const TO_NUMBER = new RegExp(`^\\s*${TO}(?=[+(\\d])`, 'iu');
const SAYING = said('typed-saying').replaceAll(' ', ',? +');
/** Between numbers, where no comma is: `and to`. */
const JOIN = `\\s*(?:,\\s*)?(?:(?<!\\p{L})${said('typed-and')}|&)\\s*${TO}(?=[+(\\d])`;
const JOINS = new RegExp(JOIN, 'giu');
const NUMBER = String.raw`[+(\d][\d\s()+.,\-–]*?`;
const NUMBERS = `${NUMBER}(?:${JOIN}${NUMBER})*`;
const THAT = new RegExp(`^(\\s*${NUMBERS})[\\s,]+(?:${SAYING}|${said('typed-send-that')})[\\s:,]+`, 'iu');
/** Behind numbers, an address or a name. */
const THAT_SAYS = new RegExp(
  `^(\\s*(?:${NUMBERS}|[^\\s@]+@[^\\s@]+|[#\\p{L}][\\p{L}\\d_-]*))[\\s,]+${SAYING}[\\s:,]+`,
  'iu',
);
/** Behind several numbers of which the last names another one's preposition, or a text in quotes. */
const MORE = new RegExp(`^(\\s*${NUMBERS})[\\s,:]+(?=["“„«])`, 'iu');
/** The command, where it does not stand first. */
const COMMAND = /(?<=\s)\/sms(?:@\w+)?(?=\s|$)/gi;
const QUOTED = /^(?:"([^"]+)"|“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|'([^']+)'|‘([^‘’]+)’)$/su;

/** A text without the quotes that stand around all of it. */
export function withoutQuotes(text: string): string {
  const [, ...inside] = QUOTED.exec(text.trim()) ?? [];
  return inside.find((one) => one !== undefined) ?? text;
}

/** Numbers with commas between them, and behind them what is to be sent. */
const withText = (pattern: RegExp, words: string): string | null => {
  const [whole = '', numbers = ''] = pattern.exec(words) ?? [];
  return whole === '' ? null : `${numbers.replace(JOINS, ', ')} ${withoutQuotes(words.slice(whole.length))}`;
};

/** Words without what one begins a request with, if it is one to send. */
export const withoutLead = (words: string): string => words.replace(LEAD, '');

/** What somebody wants to be sent, without the words by which they ask for it: `send a text to 8999… that it is ready`. */
export function withoutAsking(words: string): string {
  const withoutCommand = words.replace(COMMAND, '').replace(/[^\S\n]{2,}/g, ' ');
  const order = withoutCommand.replace(ASKING, '');
  if (order === withoutCommand) return order;
  return withText(THAT, order) ?? withText(MORE, order) ?? order;
}

/** A line behind a command's name without the words that say of its text that it is one: `8999… saying it is ready`. */
export const withoutSaying = (line: string): string =>
  withText(THAT_SAYS, line.replace(TO_NUMBER, ' ')) ?? line;
