import { typedWords } from './typed-words.ts';

const said = (id: string): string => `(?:${typedWords(id)})`;
const SMS = `(?:${said('spoken-sms')}|sms)`;
/** `send a text to number`, before the number. */
const ASKING = new RegExp(
  `^\\s*${said('typed-send')}\\s+(?:${said('typed-send-a')}\\s+)?(?:${SMS}\\s+)?(?:${said('typed-send-to')}\\s+)?(?:${said('typed-phone-label')}[.:]?\\s+)?(?=[+(\\d])`,
  'iu',
);
const THAT = new RegExp(`^(\\s*[+(\\d][\\d\\s()+.\\-–]*?)[\\s,]+${said('typed-send-that')}\\s+`, 'iu');
/** The command, where it does not stand first. */
const COMMAND = /(?<=\s)\/sms(?:@\w+)?(?=\s|$)/gi;

/** What somebody wants to be sent, without the words by which they ask for it: `send a text to 8999… that it is ready`. */
export function withoutAsking(words: string): string {
  const withoutCommand = words.replace(COMMAND, '').replace(/[^\S\n]{2,}/g, ' ');
  const order = withoutCommand.replace(ASKING, '');
  return order === withoutCommand ? order : order.replace(THAT, '$1 ');
}
