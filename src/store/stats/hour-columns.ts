import { TOOK_UP_TO } from '../../messages/delivery-time.ts';
import type { TookColumn } from '../tables/hour-schema.ts';

const KEY = [
  'hour',
  'account',
  'channel',
  'sender',
  'operator',
  'maker',
  'state',
  'error',
  'command_status',
] as const;

export const TOOK_COLUMNS = [...TOOK_UP_TO, 0].map((_, index) => `took_${index}` as TookColumn);

/** What is added up. */
export const FIGURES = ['messages', 'parts', 'cost', ...TOOK_COLUMNS] as const;

export const COLUMNS = [...KEY, ...FIGURES] as const;

const TEXTS: ReadonlySet<string> = new Set(['account', 'sender', 'operator', 'maker']);

/** Adds rows to those of the same key. The query builder would take longer to put it together than the store to do it. */
export const HOURS = {
  insert: `insert into hours (${COLUMNS.join()})`,
  /** The columns with their types. */
  typed: COLUMNS.map((column) => `${column} ${TEXTS.has(column) ? 'text' : 'bigint'}`).join(),
  added: `on conflict (${KEY.join()}) do update set ${FIGURES.map((one) => `${one} = hours.${one} + excluded.${one}`).join()}`,
} as const;
