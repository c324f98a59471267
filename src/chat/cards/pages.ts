import type { Card } from '../../store/chats/cards.ts';
import type { Reader } from '../../store/engine/database.ts';
import type { Locale } from '../locale.ts';
import type { Button } from '../show/view.ts';
import { buttonsIn } from './button.ts';
import { type CardKind, rewriteBody } from './kind.ts';
import { type Action, done } from './room.ts';

/** Buttons for the pages before and behind one, which is counted from 0. */
export function turningButtons(locale: Locale, page: number, isMore: boolean): Button[] {
  const button = buttonsIn(locale);
  return [
    ...(page > 0 ? [button(['page', String(page - 1)], 'book-before')] : []),
    ...(isMore ? [button(['page', String(page + 1)], 'book-next')] : []),
  ];
}

/** Where a long list begins, of which a page is told by what it begins with. */
export const FIRST_PAGE = { page: 0, from: null } as const;

/** What a page of a long list begins with; null: all of it. */
interface Along<Place> {
  readonly page: number;
  readonly from: Place | null;
}

/**
 * What they do where there may be many thousand pages, for operators: from one to the next, so that nobody counts through
 * all that stands before.
 * @param beside what the page behind one, or before it, begins with; null: there is none
 */
export const turnAlong = <Place, Body extends Along<Place>>(
  kind: CardKind<Body>,
  beside: (db: Reader, card: Card, from: Place | null, way: 'behind' | 'before') => Promise<Place | null>,
): Action<Body> => ({
  role: 'operator',
  async run({ tx, now }, { card, body, arg }) {
    const way = Math.sign(Number(arg) - body.page);
    // Whoever pressed twice is there.
    if (way !== 1 && way !== -1) return done;
    const from = await beside(tx.db, card, body.from, way === 1 ? 'behind' : 'before');
    if (from === null && way === 1) return done;
    const page = from === null ? 0 : Math.max(body.page + way, 0);
    const turned = page === 0 ? FIRST_PAGE : { page, from };
    await rewriteBody(tx, kind, card, { ...body, ...turned }, now);
    return done;
  },
});

/** What they do, for operators. */
export const turnPage = <Body extends { readonly page: number }>(kind: CardKind<Body>): Action<Body> => ({
  role: 'operator',
  async run({ tx, now }, { card, body, arg }) {
    await rewriteBody(tx, kind, card, { ...body, page: Number(arg) }, now);
    return done;
  },
});
