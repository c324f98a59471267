import type { Reader } from '../../store/engine/database.ts';
import { type Person, peopleNamed } from '../../store/people/people.ts';
import { nearestNames } from '../book/names.ts';
import { soundOf } from '../book/sound.ts';

/** Somebody who is called nearly so; `isSure`: nobody else is, and it is the same name, if in other letters or another case. */
export interface LikeName {
  readonly name: string;
  readonly isSure: boolean;
}

/** As many names are before another ending: Pavel, of Pavla. */
const fleeting = (called: string): string => called.replace(/[aeo](?=[^aeiou]$)/, '');

/** Whether two sounds are one name, or its dative: but for a last vowel, and one before the last letter, they are the same. */
function isOneName(heard: string, called: string): boolean {
  const stem = called.replace(/[aeiou]$/, '');
  const bare = heard.replace(/[aeiou]$/, '');
  return heard === called || (stem.length > 2 && [stem, called, fleeting(called)].includes(bare));
}

/** What somebody is called whose name is nearly so, in other letters perhaps; null: nobody is. */
export async function personLike(db: Reader, typed: string): Promise<LikeName | null> {
  const people = (await peopleNamed(db, '')).map(({ name }) => name);
  const words = new Map(
    people.flatMap((name) => [name, ...name.split(/\s+/)].map((part) => [part, name] as const)),
  );
  const heard = soundOf(typed);
  const same = heard === '' ? [] : [...words].filter(([word]) => isOneName(heard, soundOf(word)));
  const [only, another] = new Set(same.map(([, name]) => name));
  if (only !== undefined && another === undefined) {
    return { name: only, isSure: people.filter((name) => name === only).length === 1 };
  }
  const [near] = nearestNames(typed, [...words.keys()]);
  const name = near === undefined ? undefined : words.get(near);
  return name === undefined ? null : { name, isSure: false };
}

/** Those who are called so; where nobody is, who is sure to be meant by the same name in other letters. */
export async function peopleCalled(db: Reader, typed: string): Promise<Person[]> {
  const named = await peopleNamed(db, typed);
  const like = named.length === 0 ? await personLike(db, typed) : null;
  return like?.isSure ? (await peopleNamed(db, like.name)).filter(({ name }) => name === like.name) : named;
}

/** The same by name. Never who was meant for sure. */
export const nameLike = async (db: Reader, typed: string): Promise<string | null> =>
  (await personLike(db, typed))?.name ?? null;
