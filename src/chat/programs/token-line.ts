import { nameList } from '../../messages/name-list.ts';
import { RIGHTS, type Right, TOKEN_NAME, USUAL_DAY_CAP, USUAL_RATE } from '../../store/programs/tokens.ts';
import { inLatin } from '../latin.ts';
import { meaningsIn } from '../locale.ts';

/** A token as somebody wants it. */
export interface NewToken {
  readonly name: string;
  readonly may: readonly Right[];
  /** Calls a minute. */
  readonly rate: number;
  /** Messages and look-ups a day. */
  readonly day: number;
}

const LIMITS = { rate: { min: 1, max: 6_000 }, day: { min: 1, max: 1_000_000 } } as const;
type Limit = keyof typeof LIMITS;
const isLimit = (word: string): word is Limit => Object.hasOwn(LIMITS, word);

/** What is wrong with a line, where it is. */
export type TokenProblem =
  | { readonly kind: 'no-name' }
  | { readonly kind: 'bad-name'; readonly typed: string }
  | { readonly kind: 'no-rights'; readonly name: string }
  | { readonly kind: 'bad-right'; readonly typed: string; readonly others: readonly Right[] }
  | {
      readonly kind: 'bad-limit';
      readonly name: Limit;
      readonly value: string;
      readonly min: number;
      readonly max: number;
    }
  | { readonly kind: 'unknown-word'; readonly word: string };

const isRight = (word: string): word is Right => (RIGHTS as readonly string[]).includes(word);

const MEANT = meaningsIn('token-rights');

/** A list of rights as they are called here, where a language has a word for one; others as they were typed. */
export const rightsIn = (typed: string): string[] => nameList(typed).map((word) => MEANT.get(word) ?? word);

/** A name that a token may have, made of one that it may not. */
export const nameLike = (typed: string): string =>
  inLatin(typed)
    .replace(/^[^A-Za-z]+/, '')
    .replace(/[^\w-]+/g, '-')
    .slice(0, 32)
    .replace(/-+$/, '') || 'shop';

/** Reads what stands behind /token add: `shop may=messages,lookups rate=60 day=1000`. */
export function readTokenLine(line: string): NewToken | TokenProblem {
  // Commas of a list may have spaces behind them.
  const words = line.trim().replace(/,\s+/g, ',').split(/\s+/).filter(Boolean);
  const [name, ...rest] = words;
  if (name === undefined || name.includes('=')) return { kind: 'no-name' };
  const named = words.slice(
    0,
    words.findIndex((word) => word.includes('=')),
  );
  const isSpaced = named.length > 1 && !rightsIn(named.slice(1).join(',')).some(isRight);
  if (isSpaced || !TOKEN_NAME.test(name))
    return { kind: 'bad-name', typed: isSpaced ? named.join(' ') : name };
  const limits = { rate: USUAL_RATE, day: USUAL_DAY_CAP };
  let may: readonly Right[] = [];
  for (const word of rest) {
    const [, key = '', value = ''] = /^([a-z]+)=(.*)$/i.exec(word) ?? [];
    const option = key.toLowerCase();
    if (key === '' && may.length > 0 && rightsIn(word).every(isRight)) {
      // Behind the first of them others may stand apart.
      may = [...may, ...rightsIn(word).filter(isRight)];
    } else if (option === 'may') {
      const rights = rightsIn(value);
      const typed = rights.find((right) => !isRight(right));
      if (typed !== undefined) return { kind: 'bad-right', typed, others: rights.filter(isRight) };
      may = rights.filter(isRight);
    } else if (isLimit(option)) {
      const { min, max } = LIMITS[option];
      const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
      if (!(number >= min && number <= max)) return { kind: 'bad-limit', name: option, value, min, max };
      limits[option] = number;
    } else {
      return { kind: 'unknown-word', word };
    }
  }
  if (may.length === 0) return { kind: 'no-rights', name };
  return { name, may, ...limits };
}
