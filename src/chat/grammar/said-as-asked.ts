import { typedWords } from './typed-words.ts';

const said = (id: string): string => `(?:${typedWords(id)})`;
const SMS = `(?:${said('spoken-sms')}|sms)`;
/** `send a text to number`, before the number. */
const ASKING = new RegExp(
  `^\\s*${said('typed-send')}\\s+(?:${said('typed-send-a')}\\s+)?(?:${SMS}\\s+)?(?:${said('typed-send-to')}\\s+)?(?:${said('typed-phone-label')}[.:]?\\s+)?(?=[+(\\d])`,
  'iu',
);
const SAYING = said('typed-saying').replaceAll(' ', ',? +');
const NUMBERS = String.raw`[+(\d][\d\s()+.\-–]*?`;
const THAT = new RegExp(`^(\\s*${NUMBERS})[\\s,]+(?:${SAYING}|${said('typed-send-that')})[\\s:,]+`, 'iu');
/** Behind numbers, an address or a name. */
const THAT_SAYS = new RegExp(
  `^(\\s*(?:${NUMBERS}|[^\\s@]+@[^\\s@]+|[#\\p{L}][\\p{L}\\d_-]*))[\\s,]+${SAYING}[\\s:,]+`,
  'iu',
);
/** The command, where it does not stand first. */
const COMMAND = /(?<=\s)\/sms(?:@\w+)?(?=\s|$)/gi;

/** What somebody wants to be sent, without the words by which they ask for it: `send a text to 8999… that it is ready`. */
export function withoutAsking(words: string): string {
  const withoutCommand = words.replace(COMMAND, '').replace(/[^\S\n]{2,}/g, ' ');
  const order = withoutCommand.replace(ASKING, '');
  return order === withoutCommand ? order : order.replace(THAT, '$1 ');
}

/** A line behind a command's name without the words that say of its text that it is one: `8999… saying it is ready`. */
export const withoutSaying = (line: string): string => line.replace(THAT_SAYS, '$1 ');
