import { fieldsByNumber } from '../../store/book/contacts.ts';
import { messagesTo } from '../../store/orders/history.ts';
import { peopleNamed } from '../../store/people/people.ts';
import { incomingFrom } from '../../store/talks/incoming.ts';
import { ownersFor } from '../book/owners.ts';
import { soundOf } from '../book/sound.ts';
import type { Context } from '../context.ts';
import { typedWords } from '../grammar/typed-words.ts';
import { askedToTake, withoutBehind } from './handed.ts';
import { plain, TO_CUSTOMER } from './lists.ts';

/** What is said to a colleague is short (words behind the name); without what hands the customer on, shorter still. */
const HANDED_ON = 8;
const SHORT = 3;
/** The last messages to and from a customer, in which their name may stand. */
const LOOKED_AT = 5;
/** Short forms of a name have so many letters of it. */
const SHARED = 3;

const HANDS_ON = new RegExp(`(?<![\\p{L}\\p{N}])(?:${typedWords('typed-hands-on')})(?![\\p{L}\\p{N}])`, 'iu');
const NAME_FIRST = /^\s*(\p{L}{2,})(\s*[,!:–—-])?\s*(?=\S)(?<=[\s\p{P}])(.+)$/su;
const NAME_LAST = /^(.+?)[\s,]+(\p{L}{2,})[\s.!?]*$/su;

const wordsOf = (text: string): readonly string[] => text.match(/\p{L}+/gu) ?? [];

/** Nik is Nikolai; a guess, where what is said of it is a colleague's too. */
const isShortFor = (typed: string, name: string): boolean =>
  name.includes(typed.slice(0, SHARED)) || (typed.length > SHARED && name.startsWith(typed.slice(0, 2)));

/** Whether words are for somebody of the team by their name and no customer's matter: `Nik, your turn`. */
export async function addressesColleague(context: Context, words: string, to: string): Promise<boolean> {
  const asked = askedToTake(words);
  if (asked !== null) return !(await namesOf(context, to)).some((name) => soundOf(name) === soundOf(asked));
  const [, first = '', mark, behind = ''] = NAME_FIRST.exec(words) ?? [];
  const [, before = '', last = ''] = NAME_LAST.exec(withoutBehind(words)) ?? [];
  const isMarked = mark !== undefined;
  const isFirst = await namesColleague(context, to, { typed: first, rest: behind, isMarked, isLast: false });
  return isFirst || namesColleague(context, to, { typed: last, rest: before, isMarked: false, isLast: true });
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
  if (!isHandedOn && TO_CUSTOMER.test(plain(rest))) return false;
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
async function namesOf({ tx, person }: Context, to: string): Promise<string[]> {
  const known = await fieldsByNumber(tx.db, ownersFor(person.id), [to]);
  const sent = await messagesTo(tx.db, to, LOOKED_AT);
  const came = await incomingFrom(tx.db, to, LOOKED_AT);
  // What has not gone may be a draft of just such words.
  const gone = sent.filter(({ state }) => state !== 'waiting' && state !== 'cancelled');
  const texts = [
    ...gone.map(({ request }) => ('text' in request ? request.text : '')),
    ...came.map(({ text }) => text ?? ''),
  ];
  return [
    ...known.flatMap(({ name, fields }) => [name, ...Object.values(fields)]).flatMap(wordsOf),
    ...texts.flatMap(wordsOf).filter((word) => /^\p{Lu}/u.test(word)),
  ];
}
