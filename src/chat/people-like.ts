import type { Reader } from '../store/database.ts';
import { peopleNamed } from '../store/people.ts';
import { nearestNames } from './book/names.ts';

/** What somebody is called whose name is nearly so, in other letters perhaps; null: nobody is. Never who was meant for sure. */
export async function nameLike(db: Reader, typed: string): Promise<string | null> {
  const people = (await peopleNamed(db, '')).map(({ name }) => name);
  const words = new Map(
    people.flatMap((name) => [name, ...name.split(/\s+/)].map((part) => [part, name] as const)),
  );
  const [near] = nearestNames(typed, [...words.keys()]);
  return near === undefined ? null : (words.get(near) ?? null);
}
