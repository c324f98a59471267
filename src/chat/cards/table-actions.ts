import { ENCODINGS } from '../../files/encoding.ts';
import { moveMessages } from '../../store/orders/decisions.ts';
import { hideOrder, orderOfCard } from '../../store/orders/orders.ts';
import { inPrivate, toldInPrivate } from '../in-private.ts';
import type { Role } from '../people/access.ts';
import { beginReading } from '../tables/begin.ts';
import { handOut } from './handout/asking.ts';
import { turnInto } from './kind.ts';
import { type Action, done, refused } from './room.ts';
import type { SentTable } from './sent-table.ts';
import { type TableSource, tableCard } from './table/body.ts';
import { unsentCard } from './unsent/body.ts';

/** A card whose numbers come from a table. */
interface WithTable {
  readonly table: SentTable | null;
}

/** Reads the table anew, as the person says that it is. What was made of it so far is sent to nobody. */
const readAnew = (
  role: Role,
  said: (arg: string | null) => Partial<Pick<TableSource, 'column' | 'encoding'>>,
): Action<WithTable> => ({
  role,
  async run({ tx, origin, now }, { card, body: { table }, arg }) {
    const order = await orderOfCard(tx.db, card.id);
    if (!order || !table) return refused('button-late');
    if ((await moveMessages(tx, order.id, 'cancel', now)) === 0) return refused('button-late');
    await hideOrder(tx, order.id);
    const source = { ...table.source, ...said(arg) };
    const body = { source, origin, state: { is: 'reading', rows: 0 } } as const;
    await turnInto(tx, tableCard, card, { body, language: card.language, now });
    await beginReading(tx, card.id, now);
    return done;
  },
});

/** Rows of a table for which nothing is sent, to whoever asks for them alone. */
const unsent = (role: Role): Action<WithTable> => ({
  role,
  async run(context, { body: { table } }) {
    if (!table?.unsent) return refused('button-late');
    const { tx, person, settings, now, language } = await inPrivate(context);
    const { duplicates, bad } = table.preview;
    const rows = Object.values(bad).reduce((sum, count) => sum + count, duplicates);
    const body = { name: table.source.document.name, file: table.unsent, rows, role };
    const { chatId, threadId } = context.place;
    const from = { chatId, threadId: threadId ?? 0 };
    const file = {
      kind: unsentCard,
      body,
      personId: person.id,
      language,
      what: 'unsent-title',
      numbers: rows,
    };
    await handOut(tx, settings, { ...file, from }, now);
    const toast = context.place.isPrivate ? null : await toldInPrivate(context, 'unsent-in-private');
    return { toast, did: {} };
  },
});

/** What can be said of how the table of a card was read. */
export const tableActions = (role: Role) => ({
  unsent: unsent(role),
  column: readAnew(role, (arg) => ({ column: Number(arg) })),
  encoding: readAnew(role, (arg) => ({ encoding: ENCODINGS.find((one) => one === arg) ?? null })),
});
