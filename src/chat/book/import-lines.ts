import type { NoticeLine } from '../cards/notice/body.ts';
import { shorten } from '../show/view.ts';

/** Bad rows that are told each by itself. */
const NAMED = 10;
/** Of the others so many by their numbers. */
const NUMBERED = 40;

/** Of those without a number so many by their names, each cut here (UTF-16 units). */
const NUMBERLESS = 5;
const NAME_LENGTH = 60;

/** A row of which nothing comes, or but for one field, and why. */
export interface BadRow {
  /** Null: nobody can count to it, as in an address book. */
  readonly row: number | null;
  readonly why:
    | 'name'
    | 'nameless'
    | 'number'
    | 'numbers'
    | 'failed'
    | 'twice'
    | 'consent'
    | 'consent-two'
    | 'email'
    | 'theirs';
  readonly typed: string;
  /** Of whoever stands there. */
  readonly name: string;
}

const lineOf = ({ row, why, typed, name }: BadRow): NoticeLine =>
  row === null
    ? { id: `contacts-bad-one-${why}`, args: { typed, name } }
    : { id: `contacts-bad-${why}`, args: { row, typed } };

/** The first each by itself, the others by what is wrong with them, and in which rows. */
export function badLines(bad: readonly BadRow[]): NoticeLine[] {
  const others = bad.slice(NAMED);
  const numbered = others.filter(({ row }) => row !== null);
  const rest = others.length - numbered.length;
  const byReason = [...Map.groupBy(numbered, ({ why }) => why)].map(([why, some]) => {
    const rows = some.slice(0, NUMBERED).map(({ row }) => row);
    const list = some.length > NUMBERED ? [...rows, '…'] : rows;
    return { id: `contacts-more-${why}`, args: { n: some.length, rows: list.join(', ') } };
  });
  return [
    ...bad.slice(0, NAMED).map(lineOf),
    ...byReason,
    ...(rest > 0 ? [{ id: 'and-more', args: { n: rest } }] : []),
  ];
}

/** How many contacts came in, and how many of those that were there were changed or not; of none that there is nothing. */
export function importedLines({
  all,
  changed,
  unchanged,
}: {
  readonly all: number;
  readonly changed: number;
  readonly unchanged: number;
}): NoticeLine[] {
  const added = { id: 'contacts-imported', args: { n: all - changed - unchanged } };
  const lines = [
    added,
    { id: 'contacts-changed', args: { n: changed } },
    { id: 'contacts-unchanged', args: { n: unchanged } },
  ].filter(({ args }) => args.n > 0);
  return all === 0 ? [added] : lines;
}

/** How many it holds for, and the first of them. */
export const ofSome = (id: string, [name, ...more]: readonly string[]): NoticeLine[] =>
  name === undefined ? [] : [{ id, args: { n: more.length + 1, name } }];

/** Who has no number there, as they are called: the first of them. */
export function numberlessLines(all: readonly string[]): NoticeLine[] {
  const n = all.length;
  const called = all.filter((name) => name !== '');
  if (n === 0) return [];
  if (called.length === 0) return [{ id: 'contacts-numberless', args: { n } }];
  const names = called.slice(0, NUMBERLESS).map((name) => shorten(name, NAME_LENGTH));
  const list = n > names.length ? [...names, '…'] : names;
  return [{ id: 'contacts-numberless-named', args: { n, names: list.join(', ') } }];
}

/** Names that stand for one number. */
export function sharedLines(
  known: readonly { readonly number: string; readonly name: string }[],
): NoticeLine[] {
  const [first, ...more] = [...Map.groupBy(known, ({ number }) => number).values()]
    .map((some) => [...new Set(some.map(({ name }) => name))])
    .filter(({ length }) => length > 1);
  return first === undefined
    ? []
    : [{ id: 'contacts-one-number', args: { n: more.length + 1, names: first.join(', ') } }];
}
