import { isDayWord } from './grammar/day-word.ts';
import { plainView, quoted } from './grammar/glyphs.ts';
import { type ParseRecipient, recipientAt } from './grammar/recipients.ts';
import { typedWords } from './grammar/typed-words.ts';
import { momentOf } from './times/moment-words.ts';

// "Tomorrow 9am text 07911… that it is ready", "send 07911… tomorrow at 9 that it is ready": without its time such a
// message would go at once, and with it in the text too.

const said = (id: string): string => `(?:${typedWords(id)})`;
const SMS = `(?:${said('spoken-sms')}|sms)`;
const ASKING = new RegExp(
  `^/?(?:${said('typed-send')}(?:\\s+${said('typed-send-a')})?(?:\\s+${SMS})?|${SMS})(?=[\\s+(\\d])\\s*`,
  'iu',
);
const TO = new RegExp(
  `^(?:${said('typed-send-to')}\\s+)?(?:${said('typed-phone-label')}[.:]?\\s+)?(?=[+(\\d])`,
  'iu',
);
/** A comma may stand in it. */
const SAYING = said('typed-saying').replaceAll(' ', ',? +');
const THAT = new RegExp(`^[\\s,]*(?:(?:${SAYING}|${said('typed-send-that')})(?=[\\s:,])|:)[\\s:,]*`, 'iu');
const AT = new RegExp(`^${said('typed-clock-at')}\\s+(?=\\d)`, 'iu');
const DAY_BEHIND = /^,? +(?:on )?(\p{L}+)(?=[\s,:]|$)/iu;
const APART = /^[\s,]+/;

/** What somebody asks to be sent at a time, as a line has it behind the command. */
export interface TimeAsked {
  readonly rest: string;
  /** The words say of which it is the time: else it may begin the text. */
  readonly isSure: boolean;
}

/** A time at the beginning, a day behind it too: `at 9am tomorrow`; and where it ends. */
function timeAt(words: string): { readonly time: string; readonly end: number } | null {
  const at = AT.exec(words)?.[0].length ?? 0;
  const time = momentOf(plainView(words.slice(at)));
  // A number is no day before an hour.
  if (time === null || /\d{5}/.test(time) || !/\d|\p{L} +\p{L}/u.test(time)) return null;
  const [whole = '', word = ''] = DAY_BEHIND.exec(words.slice(at + time.length)) ?? [];
  // “We” begins a text, and not Wednesday.
  const isDay = isDayWord(word.toLowerCase()) && !/^[a-z]{2}$/i.test(word);
  const end = at + time.length + (isDay ? whole.length : 0);
  return { time: words.slice(at, end), end };
}

/** The line that words ask for which name one number, and when it is to go; null: they name no time, or not so. */
export function timeAsked(words: string, parse: ParseRecipient): TimeAsked | null {
  let left = words.trim();
  let time: string | null = null;
  const take = (): void => {
    const found = time === null ? timeAt(left) : null;
    if (!found) return;
    time = found.time;
    left = left.slice(found.end).replace(APART, '');
  };
  take();
  const asking = ASKING.exec(left)?.[0] ?? '';
  if (asking === '') return null;
  left = left.slice(asking.length);
  take();
  const isBefore = time !== null;
  left = left.replace(TO, '');
  const one = /^[+(\d]/.test(left) ? recipientAt(plainView(left).replace(':', ','), 0, parse) : null;
  if (!one) return null;
  const number = left.slice(0, one.end);
  left = left.slice(one.end).replace(APART, '');
  take();
  const that = THAT.exec(left)?.[0] ?? '';
  const text = left.slice(that.length).replace(APART, '');
  if (time === null || text === '') return null;
  return { rest: ` ${number} at=${quoted(time)} ${text}`, isSure: isBefore || that !== '' };
}
