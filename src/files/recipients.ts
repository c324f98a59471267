import { crc32 } from 'node:zlib';
import type { Alphabet } from '../messages/alphabet.ts';
import { callsOnly } from '../messages/recipient.ts';
import type { RefusalReason } from '../messages/request.ts';
import type { CellProblem, CellReader, CellRecipient } from './cell.ts';
import type { Layout } from './layout.ts';
import type { Row } from './row.ts';
import { fill, type Wording } from './wording.ts';

/** Why nothing is sent for a row. */
export type RowProblem =
  | { readonly kind: 'no-recipient' }
  | { readonly kind: 'bad-recipient'; readonly problem: CellProblem }
  /** Placeholders for which the row has nothing. */
  | { readonly kind: 'missing'; readonly names: readonly string[] }
  /** It has more cells than its header: what separates them stands in one of them too, and cuts a text in two. */
  | { readonly kind: 'torn' }
  /** A failed formula, or characters that are none in the file's encoding. */
  | { readonly kind: 'unusable'; readonly name: string; readonly value: string }
  /** Whoever looks at the sheet does not see it. */
  | { readonly kind: 'hidden' }
  /** It may go to those alone who have consented, and this one has not, as far as is on record. */
  | { readonly kind: 'no-consent' }
  /** An earlier row, `first`, has another text for its number, which gets that alone. */
  | { readonly kind: 'other-text'; readonly first: number }
  /** It is on the list of those who are not written to. */
  | { readonly kind: 'stopped' }
  /** Its text cannot be sent. */
  | { readonly kind: 'refused'; readonly reason: RefusalReason };

/** How a text goes. */
export interface Fit {
  readonly parts: number;
  readonly alphabet: Alphabet;
}

/** What becomes of a row. */
export type Outcome = {
  /** The spreadsheet's number. */
  readonly row: number;
  /** Its recipient as it stands there; '' where nothing does. */
  readonly typed: string;
} & (
  | {
      readonly kind: 'message';
      readonly to: string;
      readonly text: string;
      readonly fit: Fit;
      /** Other recipients in its cell, which get nothing. */
      readonly besides: readonly string[];
      /** Behind its number is an extension, which it does not reach. */
      readonly isExtended?: true;
    }
  /** The recipient stands in an earlier row, `first`, with the same text. */
  | { readonly kind: 'duplicate'; readonly to: string; readonly first: number }
  | { readonly kind: 'bad'; readonly problem: RowProblem }
);

/** How rows become messages. */
export interface Campaign {
  readonly layout: Layout;
  readonly wording: Wording;
  readonly reader: CellReader;
  /** The table is of plain text, in which a text may have what separates the cells. */
  readonly isText: boolean;
  /** How a text goes, or why it does not. */
  fit(text: string): Fit | { readonly refused: RefusalReason };
}

/** Goes through a table's rows: each recipient gets one message, by the first row that is good. */
export async function* outcomes(rows: AsyncIterable<Row>, campaign: Campaign): AsyncGenerator<Outcome> {
  const seen = new Map<string, { readonly row: number; readonly text: number }>();
  for await (const row of rows) {
    if (row.row < campaign.layout.first) continue;
    const outcome = outcomeOf(row, campaign);
    if (outcome.kind !== 'message') {
      yield outcome;
      continue;
    }
    const { to, typed } = outcome;
    // A table has up to a million texts, so none is kept.
    const text = crc32(outcome.text);
    const first = seen.get(to);
    if (first === undefined) {
      seen.set(to, { row: row.row, text });
      yield outcome;
    } else if (first.text === text) yield { kind: 'duplicate', row: row.row, typed, to, first: first.row };
    else yield { kind: 'bad', row: row.row, typed, problem: { kind: 'other-text', first: first.row } };
  }
}

/** Whether the text takes a cell that may be half of one, or stand in another column than it should. */
const isTorn = (cells: readonly string[], { layout, wording, isText }: Campaign): boolean =>
  isText &&
  !layout.isList &&
  layout.width !== null &&
  cells.length > layout.width &&
  wording.pieces.some((piece) => typeof piece !== 'string' && (piece.column ?? -1) > layout.column);

function outcomeOf({ row, cells, hidden }: Row, campaign: Campaign): Outcome {
  const { layout, wording, reader, fit } = campaign;
  const typed = cells[layout.column]?.trim() ?? '';
  const bad = (problem: RowProblem): Outcome => ({ kind: 'bad', row, typed, problem });
  if (hidden) return bad({ kind: 'hidden' });
  if (typed === '') return bad({ kind: 'no-recipient' });
  const reading = reader.read(typed);
  if ('problem' in reading) return bad({ kind: 'bad-recipient', problem: reading.problem });
  if (isTorn(cells, campaign)) return bad({ kind: 'torn' });
  const chosen = firstMobile(reading.found);
  const filled = fill(wording, layout.isList ? [chosen.typed, reading.words] : cells, chosen.known);
  if ('missing' in filled) return bad({ kind: 'missing', names: filled.missing });
  if ('unusable' in filled) return bad({ kind: 'unusable', ...filled.unusable });
  const fitting = fit(filled.text);
  if ('refused' in fitting) return bad({ kind: 'refused', reason: fitting.refused });
  const besides = reading.found.map(({ to }) => to).filter((to) => to !== chosen.to);
  const extended = reading.isExtended && chosen === reading.found[0] ? ({ isExtended: true } as const) : {};
  return {
    kind: 'message',
    row,
    typed,
    to: chosen.to,
    text: filled.text,
    fit: fitting,
    besides,
    ...extended,
  };
}

/** A landline gets calls alone. */
function firstMobile(found: readonly [CellRecipient, ...CellRecipient[]]): CellRecipient {
  const [first, ...others] = found;
  return others.length === 0 ? first : (found.find(({ to }) => callsOnly(to) === null) ?? first);
}
