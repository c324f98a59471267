import { peopleNamed } from '../../store/people/people.ts';
import { soundOf } from '../book/sound.ts';
import type { Context } from '../context.ts';
import { isOfOthers, isQuestion, speaksToYou } from './asides.ts';
import { wordsOf, wordsOfCustomer } from './customer-names.ts';
import { askedToTake, withoutBehind } from './handed.ts';
import { FIRST, first, LEAD, listed, plain, TO_CUSTOMER, whole, within } from './lists.ts';

/** What is said to a colleague is short (words behind the name); without what hands the customer on, shorter still. */
const HANDED_ON = 8;
const SHORT = 3;
/** Short forms of a name have so many letters of it. */
const SHARED = 3;

const HANDS_ON = within('typed-hands-on');
/** `steve can you ring her`, `olga shes asking again`: somebody else is spoken of. */
const OF_US = within('typed-to-customer', 'typed-yours');
const OF_ANOTHER = first('typed-he');
const BIDDEN = first('typed-asked-of', 'typed-order', 'typed-order-of', 'typed-instruct');
/** `maybe olga`, `call nik`: nothing but a name stands behind. */
const NAMED_ALONE = new RegExp(`${FIRST}${whole(listed('typed-name-alone'))}\\s+(\\p{L}{2,})$`, 'u');
/** `tell tom to bring a valve`, `better olga does it` */
const NAMED_FIRST = new RegExp(
  `${FIRST}${whole(listed('typed-name-told'))}\\s+(\\p{L}{2,})(?!\\s+${whole(listed('typed-place-of-name'))})`,
  'u',
);
/** Endings in which names stand are of so many letters. */
const ENDING = 2;
/** Pet names are short. */
const PET = 5;

const NAME_FIRST = /^\s*(\p{L}{2,})(\s*[,!:–—-])?\s*(?=\S)(?<=[\s\p{P}])(.+)$/su;
const NAME_LAST = /^(.+?)[\s,]+(\p{L}{2,})[\s.!?]*$/su;

/** Nik is Nikolai; a guess, where what is said of it is a colleague's too. */
const isShortFor = (typed: string, name: string): boolean =>
  name.includes(typed.slice(0, SHARED)) || (typed.length > SHARED && name.startsWith(typed.slice(0, 2)));

/** Whether words are for somebody of the team by their name and no customer's matter: `Nik, your turn`. */
export async function addressesColleague(context: Context, words: string, to: string): Promise<boolean> {
  const asked = askedToTake(words);
  if (asked !== null) return !(await namesOf(context, to)).some((name) => soundOf(name) === soundOf(asked));
  if (await asksByName(context, plain(words), to)) return true;
  const [, name = '', mark, behind = ''] = NAME_FIRST.exec(plain(words)) ?? [];
  const [, before = '', last = ''] = NAME_LAST.exec(plain(withoutBehind(words))) ?? [];
  const isMarked = mark !== undefined;
  const isFirst = await namesColleague(context, to, { typed: name, rest: behind, isMarked, isLast: false });
  return isFirst || namesColleague(context, to, { typed: last, rest: before, isMarked: false, isLast: true });
}

/** Whether a name of the team alone makes words theirs: they are asked of somebody else, or called for. */
async function asksByName(context: Context, words: string, to: string): Promise<boolean> {
  const [, name = '', , behind = ''] = NAME_FIRST.exec(words.replace(LEAD, '')) ?? [];
  const isAsked = OF_ANOTHER.test(behind) || isAskedOf(behind);
  const called = NAMED_ALONE.exec(
    withoutBehind(words)
      .toLowerCase()
      .replace(/[\s\p{P}]+$/u, ''),
  )?.[1];
  const told = TO_CUSTOMER.test(words) ? undefined : NAMED_FIRST.exec(words)?.[1];
  const named = isAsked ? name : (called ?? told);
  if (named === undefined) return false;
  const isNamed = (one: string) => isCalled(soundOf(named), soundOf(one), /\p{Script=Cyrillic}/u.test(named));
  return (await colleagues(context)).some(isNamed) && !(await namesOf(context, to)).some(isNamed);
}

/** Whether what stands behind a name asks or bids whoever it is, and is not of what the customer has. */
function isAskedOf(behind: string): boolean {
  if (OF_US.test(behind)) return false;
  if (isOfOthers(behind) && (BIDDEN.test(behind) || isQuestion(behind))) return true;
  return isQuestion(behind) && !speaksToYou(behind);
}

/** A name in one of its cases, or the beginning of it; in Cyrillic a pet name too, which has two letters of it. */
function isCalled(typed: string, name: string, isCyrillic: boolean): boolean {
  if (typed.length < 2 || name.length < 2) return false;
  const stem = name.length > SHARED ? name.replace(/[aeiou]$/, '') : name;
  if (typed.startsWith(stem) && typed.length - stem.length <= ENDING) return true;
  if (typed.length >= SHARED && name.startsWith(typed)) return true;
  if (!isCyrillic || typed.length > PET) return false;
  return (
    name.startsWith(typed.slice(0, 2)) || (typed.length >= SHARED && name.includes(typed.slice(0, SHARED)))
  );
}

interface Named {
  readonly typed: string;
  readonly rest: string;
  /** A comma parts it from the rest. */
  readonly isMarked: boolean;
  readonly isLast: boolean;
}

async function namesColleague(
  context: Context,
  to: string,
  { typed, rest, isMarked, isLast }: Named,
): Promise<boolean> {
  const isHandedOn = HANDS_ON.test(rest);
  const length = wordsOf(rest).length;
  const most = isHandedOn && (isMarked || isLast) ? HANDED_ON : SHORT;
  if (length === 0 || length > most || !(isHandedOn || isMarked)) return false;
  if (!isHandedOn && TO_CUSTOMER.test(rest)) return false;
  const sound = soundOf(typed);
  const isSame = (name: string) =>
    isHandedOn ? isShortFor(sound, soundOf(name)) : soundOf(name) === sound && sound !== '';
  return (await colleagues(context)).some(isSame) && !(await namesOf(context, to)).some(isSame);
}

/** Each word that others of the team are called by. */
async function colleagues({ tx, settings, person }: Context): Promise<string[]> {
  const people = await peopleNamed(tx.db, '');
  return people
    .filter(({ id, role }) => id !== person.id && (role !== null || settings.ownerIds.includes(id)))
    .flatMap(({ name }) => wordsOf(name));
}

/** Each word that a customer may be called by: as a contact, or in what was written to them and came from them. */
async function namesOf(context: Context, to: string): Promise<readonly string[]> {
  const { known, came, gone } = await wordsOfCustomer(context, to);
  return [...known, ...[...gone, ...came].filter((word) => /^\p{Lu}/u.test(word))];
}
