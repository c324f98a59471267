import { parseTypedMoney } from '../../messages/money.ts';
import type { Limit, Limits } from '../../store/people/quotas.ts';
import { typedWords } from '../grammar/typed-words.ts';
import { isOneOf, meaningsIn } from '../locale.ts';

/** What each bound is called as it is typed. */
export const QUOTA_OPTIONS: Readonly<Record<string, Limit>> = {
  day: 'day_messages',
  month: 'month_messages',
  'spend-day': 'day_money',
  'spend-month': 'month_money',
};

/** What people call them in each language. */
const CALLED = meaningsIn('quota-words');

/** More messages than anybody sends. */
export const MOST_MESSAGES = 100_000_000;

export interface QuotaLine {
  /** A name, an id, or a role; '' where nobody is named. */
  readonly who: string;
  /** Null takes a bound back. */
  readonly change: Partial<Limits>;
}

/** What is wrong with a line, where it is. */
export type QuotaProblem =
  | { readonly kind: 'unknown-option'; readonly word: string }
  | { readonly kind: 'bad-messages'; readonly name: string; readonly value: string; readonly most: number }
  | { readonly kind: 'bad-money'; readonly name: string; readonly value: string };

/** A value whose thousands stand apart. */
const PARTED = /(?<==\d{1,3}(?:\s\d{3})*)\s(?=\d{3}(?!\d))/g;

const SPEND = `(?<money>[₽€$]|${typedWords('typed-money')})\\.?(?![\\p{L}\\d])`;
/** `50 a day`, `500/month`, `2000 rub per month`, as people say it. */
const SAID = new RegExp(
  `(?<!\\S)(?:(?:${typedWords('typed-role-for')})\\s+)?(?:(?<spent>${typedWords('typed-spend')})\\s+)?(?<n>\\d{1,3}(?: \\d{3})+|\\d+)\\s*(?:${SPEND}|(?:${typedWords('typed-quota-of')})(?!\\p{L}))?(?:\\s*/\\s*|\\s+(?:${typedWords('typed-per')})\\s+)(?:(?<day>${typedWords('typed-days')})|${typedWords('typed-months')})[.,]?(?!\\S)`,
  'giu',
);

/** A bound and its amount with nothing between: `day 500`. */
const APART = new RegExp(
  `(?<!\\S)(${[...CALLED.keys(), ...Object.keys(QUOTA_OPTIONS)].join('|')})\\s+(?=\\d)`,
  'gu',
);

const TIMES = ['day', 'month', ...CALLED.keys()].join('|');
/** `spend month 200`: what is bounded, before the time that it is bounded for. */
const SPENT = new RegExp(`(?<!\\S)(?:${typedWords('typed-spend')})[\\s-]+(${TIMES})(?![\\p{L}-])`, 'giu');
/** What stands between two bounds, or behind the last. */
const BETWEEN = new RegExp(`(?<==\\d+),?(?:\\s+(?:${typedWords('typed-and')})(?=\\s+\\S+=))?(?!\\S)`, 'giu');
const UNLIMITED = new RegExp(`(?<=\\S\\s+)(?:${typedWords('typed-unlimited')})$`, 'iu');

/** The same line with its bounds as they are called. */
const named = (line: string): string =>
  bounded(
    line
      .replace(UNLIMITED, 'off')
      .replace(SPENT, (_, time: string) => `spend-${CALLED.get(time.toLowerCase()) ?? time}`),
  ).replace(BETWEEN, '');

const bounded = (line: string): string =>
  line.replace(APART, '$1=').replace(SAID, (...said) => {
    const { spent, n, money, day } = said.at(-1) as Partial<Record<'spent' | 'n' | 'money' | 'day', string>>;
    return `${(spent ?? money) === undefined ? '' : 'spend-'}${day === undefined ? 'month' : 'day'}=${n?.replace(/ /g, '')}`;
  });

/** Reads what stands behind /quota: `Nikolai day=500 spend-month=2000`, `operators day=off`, `Nikolai off`. */
export function readQuotaLine(line: string): QuotaLine | QuotaProblem {
  const words = named(line.trim()).replace(PARTED, '').split(/\s+/).filter(Boolean);
  const who: string[] = [];
  const change: Partial<Record<Limit, number | null>> = {};
  for (const word of words) {
    const [, typed = '', value = ''] = /^([\p{L}-]+)=(.*)$/iu.exec(word) ?? [];
    const name = CALLED.get(typed.toLowerCase()) ?? typed;
    if (name === '') {
      who.push(word);
      continue;
    }
    const option = name.toLowerCase();
    if (!Object.hasOwn(QUOTA_OPTIONS, option)) return { kind: 'unknown-option', word: name };
    const limit = QUOTA_OPTIONS[option] as Limit;
    if (isOneOf(value, 'typed-off')) change[limit] = null;
    else if (option.startsWith('spend')) {
      const money = parseTypedMoney(value);
      if (money === null) return { kind: 'bad-money', name: option, value };
      change[limit] = money;
    } else {
      const messages = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
      if (!(messages <= MOST_MESSAGES))
        return { kind: 'bad-messages', name: option, value, most: MOST_MESSAGES };
      change[limit] = messages;
    }
  }
  // Alone behind a name it takes back all of them.
  if (who.length === words.length && who.length > 1 && isOneOf(who.at(-1) ?? '', 'typed-off')) {
    who.pop();
    for (const limit of Object.values(QUOTA_OPTIONS)) change[limit] = null;
  }
  return { who: who.join(' '), change };
}
