import type { Span } from './recipients.ts';

// A pasted list of look-ups: a number a row, with its place in the list before it and the name of whoever has it beside it.

/** What a row says beside its number. */
export interface RowWords {
  /** "1." before numbers. */
  readonly places: readonly Span[];
  /** Words beside a number, all those of a side together. */
  readonly beside: readonly Span[];
}

/** Fewer digits are an order or a room. */
const NUMBER = /(?:\d[\s().-]*){5}/;
const PLACE = /^\s*\d{1,3}[.)](?=\s)/;
/** Words, and what opens or ends a pair of signs around them. */
const WORDS = /(?<!\S)[("«]?\p{L}(?:(?!\d{5})\S)*(?:[^\S\n]+[("«]?\p{L}(?:(?!\d{5})\S)*)*(?!\S)/gu;

/** What stands beside the numbers of several rows; of a single one nothing, in which names are looked up as they stand. */
export function rowWords(view: string): RowWords {
  const rows = [...view.matchAll(/[^\n]*\S[^\n]*/g)].map(({ 0: row, index }) => ({ row, at: index }));
  if (rows.length < 2) return { places: [], beside: [] };
  const places = rows.flatMap(({ row, at }) => {
    const length = PLACE.exec(row)?.[0].length;
    return length === undefined ? [] : [{ start: at, end: at + length }];
  });
  const beside = rows.flatMap(({ row, at }) =>
    [...row.matchAll(/[^,;]+/g)].flatMap(({ 0: piece, index }) =>
      NUMBER.test(piece)
        ? [...piece.matchAll(WORDS)].map(({ 0: words, index: inPiece }) => {
            const start = at + index + inPiece;
            return { start, end: start + words.length };
          })
        : [],
    ),
  );
  // One alone may be a number's beginning.
  return { places: places.length > 1 ? places : [], beside };
}
