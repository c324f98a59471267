import { contactNames, contactsNamed, fieldsByNumber } from '../../store/book/contacts.ts';
import { asOneWord, keyOf, partsOf } from '../book/names.ts';
import { ownersFor } from '../book/owners.ts';
import { soundOf } from '../book/sound.ts';
import type { Context } from '../context.ts';
import { typedWords } from '../grammar/typed-words.ts';
import { wordsOfCustomer } from './customer-names.ts';

/*
 * Who answers one customer below the card of another, or whose card came between, mostly says for whom it is: by the name
 * with which the text begins, or ends. A false guess costs a tap, a missing one tells a customer what is another's.
 */

/** Names of contacts that are looked for have at most so many words. */
const WORDS = 3;

const GREETING = new RegExp(
  `^[\\s\\p{P}\\p{S}]*(?:${typedWords('typed-greets')})(?=[\\s\\p{P}])[\\s,!.]*`,
  'iu',
);
/** Below a closing stands who writes. */
const LAST = new RegExp(
  `(?<!(?:${typedWords('typed-closes')})),\\s*(\\p{L}[\\p{L}\\p{M}\\p{N}_-]*)[\\s!.?)]*$`,
  'iu',
);
/** Words that are names as well: they are meant as one where a mark says so. */
const ORDINARY = new RegExp(`^(?:${typedWords('typed-also-name')})$`, 'iu');

interface Called {
  readonly typed: string;
  /** What stands around it says that somebody is addressed. */
  readonly isMarked: boolean;
}

/** By what words may call somebody. */
function calledIn(words: string): readonly Called[] {
  const greeting = GREETING.exec(words)?.[0] ?? '';
  const behind = words.slice(greeting.length).replace(/^[\s\p{P}\p{S}]+/u, '');
  const first: Called[] = [];
  const pieces = [...behind.matchAll(/(\p{L}[\p{L}\p{M}\p{N}_-]*)(\s*[,!:.–—-]|\s*$)?\s*/gu)];
  for (let n = 1, end = 0; n <= Math.min(WORDS, pieces.length); n++) {
    const piece = pieces[n - 1];
    if (!piece || piece.index !== end) break;
    end += piece[0].length;
    const isMarked = piece[2] !== undefined;
    first.unshift({
      typed: behind.slice(0, piece.index + (piece[1]?.length ?? 0)),
      isMarked: isMarked || greeting !== '',
    });
    if (isMarked) break;
  }
  const [, last] = LAST.exec(words) ?? [];
  return last === undefined ? first : [...first, { typed: last, isMarked: true }];
}

/** The name of the contact of another number whom words call; null: they call nobody, or whom they go to. */
export async function otherCalled(context: Context, words: string, to: string): Promise<string | null> {
  const { tx, person } = context;
  const owners = ownersFor(person.id);
  const called = calledIn(words).flatMap(({ typed, isMarked }) => {
    const name = asOneWord(typed);
    return name === null || (!isMarked && ORDINARY.test(typed)) ? [] : { name, isMarked };
  });
  if (called.length === 0) return null;
  const keys = called.map(({ name }) => keyOf(name));
  const known = await contactsNamed(tx.db, owners, keys);
  const same = keys.flatMap((key) => known.filter((one) => one.key === key));
  const marked = called.flatMap(({ name, isMarked }) => (isMarked ? soundOf(name) : []));
  const found = same.length > 0 ? same : await nearlyCalled(context, marked, to);
  const [other] = found;
  if (!other || found.some(({ number }) => number === to)) return null;
  const own = new Set((await namesOf(context, to)).map(soundOf));
  return partsOf(other.name).some((part) => own.has(soundOf(part))) ? null : other.name;
}

/** Those who are called so in other letters, or in a part of their name where whoever it goes to has another. */
async function nearlyCalled({ tx, person }: Context, sounds: readonly string[], to: string) {
  const heard = new Set(sounds.filter((sound) => sound !== ''));
  if (heard.size === 0) return [];
  const owners = ownersFor(person.id);
  const isKnown = (await fieldsByNumber(tx.db, owners, [to])).length > 0;
  const names = (await contactNames(tx.db, owners)).filter(
    (name) => heard.has(soundOf(name)) || (isKnown && partsOf(name).some((part) => heard.has(soundOf(part)))),
  );
  return contactsNamed(tx.db, owners, names.map(keyOf));
}

/**
 * Each word that a customer may be called by: as a contact, and in what came from them; in what they were written only where
 * nobody has said who they are, since it may have been another's by the same mistake.
 */
async function namesOf(context: Context, to: string): Promise<readonly string[]> {
  const { known, came, gone } = await wordsOfCustomer(context, to);
  return [...known, ...came, ...(known.length > 0 ? [] : gone)];
}
