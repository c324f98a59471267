import { ENCODINGS } from '../../../files/encoding.ts';
import { isLookup } from '../../../messages/request.ts';
import { may, type Role } from '../../people/access.ts';
import { beginReading } from '../../tables/begin.ts';
import { mendedText } from '../../tables/mended.ts';
import { rewriteBody } from '../kind.ts';
import { type Action, done, refused } from '../room.ts';
import { type TableBody, tableCard } from './body.ts';

/** Who may send a table by its messages, or have its numbers looked up. */
const roleFor = ({ source }: TableBody): Role => (isLookup(source.content.channel) ? 'viewer' : 'operator');

/** Does it for those who may do what the table is for. */
const byTable = (run: Action<TableBody>['run']): Action<TableBody> => ({
  role: 'viewer',
  async run(context, pressed) {
    const role = roleFor(pressed.body);
    if (!may(context.person.role, role)) return refused('button-not-allowed', { role });
    return run(context, pressed);
  },
});

/** Nothing is written of it, and nothing will be. */
const cancel = byTable(async ({ tx, now }, { card, body }) => {
  if (body.state.is !== 'reading') return refused('button-late');
  await rewriteBody(tx, tableCard, card, { ...body, state: { is: 'cancelled' } }, now);
  return done;
});

/** Reads it in another encoding. */
const encoding = byTable(async ({ tx, origin, now }, { card, body, arg }) => {
  const chosen = ENCODINGS.find((one) => one === arg);
  if (body.state.is !== 'refused' || !chosen) return refused('button-late');
  const source = { ...body.source, encoding: chosen };
  await rewriteBody(tx, tableCard, card, { source, origin, state: { is: 'reading', rows: 0 } }, now);
  await beginReading(tx, card.id, now);
  return done;
});

/** Reads it for the text with the columns that are likely to be meant; a preview comes of that. */
const mend = byTable(async ({ tx, origin, now }, { card, body }) => {
  const text = mendedText(body);
  const { content } = body.source;
  if (text === null || !('text' in content)) return refused('button-late');
  const source = { ...body.source, content: { ...content, text } };
  await rewriteBody(tx, tableCard, card, { source, origin, state: { is: 'reading', rows: 0 } }, now);
  await beginReading(tx, card.id, now);
  return done;
});

export const actions = { cancel, encoding, mend };
