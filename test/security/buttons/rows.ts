import { admins } from './admins.ts';
import { book } from './book.ts';
import { files } from './files.ts';
import { lookups } from './lookups.ts';
import type { Row } from './making.ts';
import { sending } from './sending.ts';
import { talks } from './talks.ts';

/** By the kind of the card, the action and its argument; a row for each old spelling as well. */
const rows: Readonly<Record<string, Row>> = {
  ...sending,
  ...lookups,
  ...talks,
  ...book,
  ...files,
  ...admins,
};
export const buttons = Object.keys(rows);

export const rowOf = (button: string): Row => {
  const row = rows[button];
  if (!row) throw new Error(`the button ${button} has no row in the matrix of buttons`);
  return row;
};
