import { keyOf, nearestNames } from '../book/names.ts';
import type { TableBody } from '../cards/table/body.ts';

const wordsOf = (name: string): readonly string[] => keyOf(name).match(/[\p{L}\p{N}]+/gu) ?? [];

/** The one column that a place may mean: nearly called so, or by some of the same words. */
function columnFor(name: string, columns: readonly string[]): string | null {
  const [near, other] = nearestNames(name, columns);
  if (near !== undefined && other === undefined) return near;
  const words = wordsOf(name);
  const alike = columns.filter((column) => {
    const own = wordsOf(column);
    const isWithin = (some: readonly string[], all: readonly string[]) =>
      some.length > 0 && some.every((word) => all.includes(word));
    return isWithin(own, words) || isWithin(words, own);
  });
  return alike.length === 1 ? (alike[0] ?? null) : (near ?? null);
}

/** The text of a table that has no such columns, with those that its places are likely to mean; null: nobody can tell. */
export function mendedText({ source: { content }, state }: TableBody): string | null {
  if (state.is !== 'refused' || state.problem.kind !== 'unknown-places' || !('text' in content)) return null;
  const { names, columns } = state.problem;
  const meant = new Map(names.map((name) => [keyOf(name.trim()), columnFor(name, columns)]));
  if ([...meant.values()].includes(null)) return null;
  const text = content.text.replace(/\{([^{}]*)\}/g, (place, name: string) => {
    const column = meant.get(keyOf(name.trim()));
    return column == null ? place : `{${column}}`;
  });
  return text === content.text ? null : text;
}
