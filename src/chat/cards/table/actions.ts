import { ENCODINGS } from '../../../files/encoding.ts';
import { beginReading } from '../../tables/begin.ts';
import { rewriteBody } from '../kind.ts';
import { type Action, done, refused } from '../room.ts';
import { type TableBody, tableCard } from './body.ts';

/** Nothing is written of it, and nothing will be. */
const cancel: Action<TableBody> = {
  role: 'operator',
  async run({ tx, now }, { card, body }) {
    if (body.state.is !== 'reading') return refused('button-late');
    await rewriteBody(tx, tableCard, card, { ...body, state: { is: 'cancelled' } }, now);
    return done;
  },
};

/** Reads it in another encoding. */
const encoding: Action<TableBody> = {
  role: 'operator',
  async run({ tx, origin, now }, { card, body, arg }) {
    const chosen = ENCODINGS.find((one) => one === arg);
    if (body.state.is !== 'refused' || !chosen) return refused('button-late');
    const source = { ...body.source, encoding: chosen };
    await rewriteBody(tx, tableCard, card, { source, origin, state: { is: 'reading', rows: 0 } }, now);
    await beginReading(tx, card.id, now);
    return done;
  },
};

export const actions = { cancel, encoding };
