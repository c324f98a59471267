import { setImmediate as nextTurn } from 'node:timers/promises';
import { lettersOf } from '../../files/columns.ts';
import type { Encoding } from '../../files/encoding.ts';
import { habitsIn, usualEncoding } from '../../files/habits.ts';
import { columnNamed, findLayout, hasRounded, type Layout, sampleOf } from '../../files/layout.ts';
import { PreviewCount } from '../../files/preview.ts';
import { type Campaign, type Outcome, outcomes } from '../../files/recipients.ts';
import { LIMITS, type Refusal, TableRefused } from '../../files/refusal.ts';
import type { Table, TableAbout, TableOptions } from '../../files/table.ts';
import { foreignPlaces, readWording, type Twins, twinsOf, type Wording } from '../../files/wording.ts';
import type { Budget } from '../../jobs/budget.ts';
import { CHAIN_CHANNELS, type ChainStep } from '../../messages/chain.ts';
import { isLookup, type MessageContent, type RefusalReason, RequestRefused } from '../../messages/request.ts';
import { draftOf, type WireOptions } from '../../messages/wire.ts';
import type { Addressee } from '../../store/orders/recipient-lists.ts';
import { phoneReader } from '../grammar/cell.ts';
import type { Download } from '../telegram/download.ts';
import { contactColumns, numberColumn } from './contact-columns.ts';
import { namelessFile } from './nameless-file.ts';
import { type ContactsOf, NamesInTable } from './names-in-table.ts';

/** What a table may be read for: each number gets a text, or is looked up. */
type TableContent = Extract<MessageContent, { channel: ChainStep['channel'] | 'hlr' | 'ping' }>;

export const isForTable = (content: MessageContent): content is TableContent =>
  CHAIN_CHANNELS.some((channel) => channel === content.channel) || isLookup(content.channel);

/** What is to be read, and how. */
export interface TableOrder {
  readonly fileId: string;
  readonly content: TableContent;
  /** What a person said it is, in place of what is found. */
  readonly column: number | null;
  readonly encoding: Encoding | null;
  readonly language: string;
}

/** Whence tables come. */
export interface Tables {
  readonly download: Download;
  /** Throws TableRefused, as going through the rows does. */
  open(path: string, options: TableOptions): Promise<Table>;
}

export interface ReadingSettings {
  readonly country: string;
  readonly wire: WireOptions;
}

/** Why nothing comes of a table, as data: the words are in the locale files. */
export type TableProblem =
  | Refusal
  /** Telegram does not have it any more. */
  | { readonly kind: 'gone' }
  /** It was tried as often as it may be. */
  | { readonly kind: 'failed' }
  /** All its numbers were written without their last digits. */
  | { readonly kind: 'rounded' }
  | { readonly kind: 'no-recipients'; readonly sheets?: readonly string[] | undefined }
  /** Placeholders that no column is called by, and what the columns are called. */
  | {
      readonly kind: 'unknown-places';
      readonly names: readonly string[];
      readonly columns: readonly string[];
      /** Of a workbook that has several to be seen: the one that was read first. */
      readonly sheets?: readonly string[] | undefined;
    }
  /** Not one row that something can be sent for; `reason`, where it is the text; `bad`: of how many rows it is what. */
  | {
      readonly kind: 'nobody';
      readonly rows: number;
      readonly reason: RefusalReason | null;
      readonly bad: Readonly<Record<string, number>>;
      /** Places of the text for which rows had nothing. */
      readonly missing?: readonly string[] | undefined;
    };

/** What a table turned out to be. */
interface TableFound {
  readonly about: TableAbout;
  readonly layout: Layout;
  /** Placeholders of the text, each once, by the columns that fill them. */
  readonly places: readonly { readonly name: string; readonly column: number | null }[];
  /** Pieces of the text that are called as a column, and are sent as they are. */
  readonly foreign: readonly string[];
  readonly twins: readonly Twins[];
  readonly digest: string;
}

/** What became of some rows. */
export interface Batch {
  readonly addressees: readonly Addressee[];
  readonly unsent: readonly Exclude<Outcome, { kind: 'message' }>[];
  readonly isLast: boolean;
}

/** Numbers of a table that are looked up by one order: each costs. */
export const LOOKED_UP = 100_000;
/** Those of some numbers that are not written to. */
export type StoppedOf = (numbers: readonly string[]) => Promise<{ has(number: string): boolean }>;

/** Who the operators of some numbers are, as far as that is known. */
export type OperatorsOf = (numbers: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** What is known of people beside a table. */
export interface About {
  readonly stopped: StoppedOf;
  readonly operators: OperatorsOf;
  readonly contacts: ContactsOf;
}
/** Rows of a batch: of their texts some hundreds of KiB. */
const ROWS = 2_000;
/** Of these so many are read before others have their turn: names are looked up for hundreds of them at a time. */
const TOGETHER = 50;

/** A table that is being read, a batch after the other. */
export class TableReading {
  readonly found: TableFound;
  readonly count = new PreviewCount();
  /** Of the first text that could not be sent. */
  refused: RefusalReason | null = null;
  private readonly rows: AsyncGenerator<Outcome>;
  private readonly isWorded: boolean;
  private readonly most: number;
  private readonly about: Pick<About, 'stopped' | 'operators'>;
  private readonly dispose: () => Promise<void>;

  constructor(
    found: TableFound,
    rows: AsyncGenerator<Outcome>,
    {
      most,
      about,
      dispose,
    }: {
      readonly most: number;
      readonly about: Pick<About, 'stopped' | 'operators'>;
      readonly dispose: () => Promise<void>;
    },
  ) {
    this.found = found;
    this.rows = rows;
    this.most = most;
    this.about = about;
    this.isWorded = found.places.length > 0;
    this.dispose = dispose;
  }

  /**
   * Rows until the budget is spent, or there are enough.
   * @param unasked those of some numbers to which it may not go without a consent that is not on record
   * @throws TableRefused where the file turns out to be no good further on
   */
  async batch(
    budget: Budget,
    unasked: (numbers: readonly string[]) => Promise<ReadonlySet<string>>,
  ): Promise<Batch> {
    const read: Outcome[] = [];
    let isLast = false;
    while (read.length < ROWS && !isLast) {
      const { done, value } = await this.rows.next();
      if (done) isLast = true;
      else read.push(value);
      if (read.length % TOGETHER !== 0) continue;
      if (budget.isSpent()) break;
      await nextTurn();
    }
    const numbers = read.flatMap((one) => (one.kind === 'message' ? one.to : []));
    const without = await unasked(numbers);
    const stopped = await this.about.stopped(numbers);
    const operators = await this.about.operators(numbers);
    const addressees: Addressee[] = [];
    const unsent: Exclude<Outcome, { kind: 'message' }>[] = [];
    for (const one of read) {
      const why =
        one.kind !== 'message'
          ? null
          : stopped.has(one.to)
            ? ('stopped' as const)
            : without.has(one.to)
              ? ('no-consent' as const)
              : null;
      const value: Outcome =
        one.kind === 'message' && why
          ? { kind: 'bad', row: one.row, typed: one.typed, problem: { kind: why } }
          : one;
      this.count.add(value, value.kind === 'message' ? operators.get(value.to) : undefined);
      if (this.count.messages > this.most) {
        throw new TableRefused({ kind: 'limit', limit: 'rows', most: this.most });
      }
      if (value.kind !== 'message') unsent.push(value);
      else addressees.push(this.isWorded ? { to: value.to, text: value.text } : value.to);
      if (value.kind === 'bad' && value.problem.kind === 'refused') this.refused ??= value.problem.reason;
    }
    return { addressees, unsent, isLast };
  }

  /** Ends the process that reads, and forgets the file. */
  end(): Promise<void> {
    return this.dispose();
  }
}

/** Fetches a table and looks at its first rows. What it holds open is to be ended, unless nothing comes of it. */
export async function openReading(
  order: TableOrder,
  settings: ReadingSettings,
  { download, open }: Tables,
  { contacts, ...about }: About,
): Promise<TableReading | { readonly problem: TableProblem; readonly about: TableAbout | null }> {
  const file = namelessFile();
  let table: Table | null = null;
  const refuse = async (problem: TableProblem) => {
    await table?.[Symbol.asyncDispose]();
    file.forget();
    return { problem, about: table?.about ?? null };
  };
  try {
    const fetched = await download(order.fileId, file.path, LIMITS.bytes);
    if ('refused' in fetched) {
      return await refuse(
        fetched.refused === 'gone' ? { kind: 'gone' } : { kind: 'limit', limit: 'bytes', most: LIMITS.bytes },
      );
    }
    const { language, encoding } = order;
    table = await open(file.path, {
      language: habitsIn(language, settings.country),
      usual: usualEncoding(language, settings.country),
      encoding: encoding ?? undefined,
      columns: contactColumns(language),
    });
    const { sample, rows } = await sampleOf(table.rows);
    const named = new NamesInTable(contacts);
    const reader = named.reader(phoneReader(settings.country));
    await named.look(sample.flatMap(({ cells }) => cells));
    const layout = await findLayout(sample, reader, order.column ?? numberColumn(table.about));
    if (!layout && hasRounded(sample, reader)) return await refuse({ kind: 'rounded' });
    if (!layout) return await refuse({ kind: 'no-recipients', sheets: sheetsOf(table.about) });
    const width = Math.max(...sample.map(({ cells }) => cells.length));
    const text = 'text' in order.content ? order.content.text : '';
    const wording = readWording(
      text,
      (name) => columnNamed(name, layout, width),
      (name) => named.knows(name),
    );
    if ('unknown' in wording) {
      const columns = Array.from({ length: width }, (_, column) => layout.names[column] || lettersOf(column));
      const sheets = sheetsOf(table.about);
      return await refuse({ kind: 'unknown-places', names: wording.unknown, columns, sheets });
    }
    const fit = fitting(order.content, settings.wire);
    const isText = table.about.kind === 'text';
    const found = {
      about: table.about,
      layout,
      places: placesOf(wording),
      foreign: foreignPlaces(text, layout.names),
      twins: twinsOf(wording, layout.names),
      digest: fetched.digest,
    };
    const opened = table;
    return new TableReading(
      found,
      outcomes(named.ahead(rows, layout.column), { layout, wording, reader, isText, fit }),
      {
        most: isLookup(order.content.channel) ? LOOKED_UP : LIMITS.rows,
        about,
        async dispose() {
          await opened[Symbol.asyncDispose]();
          file.forget();
        },
      },
    );
  } catch (error) {
    if (error instanceof TableRefused) return refuse(error.refusal);
    await table?.[Symbol.asyncDispose]();
    file.forget();
    throw error;
  }
}

/** The sheets that can be seen, the one that was read first; none where there is but one. */
function sheetsOf(about: TableAbout): readonly string[] {
  if (about.kind !== 'workbook') return [];
  const others = about.sheets.filter(({ name, hidden }) => !hidden && name !== about.sheet);
  return others.length === 0 ? [] : [about.sheet, ...others.map(({ name }) => name)];
}

/** A look-up is a request of the program's own words. */
const ONE_REQUEST = { parts: 1, alphabet: 'gsm' } as const;

const fitting =
  (content: TableOrder['content'], wire: WireOptions): Campaign['fit'] =>
  (text) => {
    if (!('text' in content)) return ONE_REQUEST;
    try {
      const { parts, alphabet } = draftOf({ ...content, text }, wire, null);
      return { parts, alphabet };
    } catch (error) {
      if (error instanceof RequestRefused) return { refused: error.reason };
      throw error;
    }
  };

function placesOf({ pieces }: Wording): TableFound['places'] {
  const places = new Map<string, { name: string; column: number | null }>();
  for (const piece of pieces) {
    if (typeof piece !== 'string') places.set(piece.name, { name: piece.name, column: piece.column });
  }
  return [...places.values()];
}
