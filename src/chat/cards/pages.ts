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

/** What they do, for operators. */
export const turnPage = <Body extends { readonly page: number }>(kind: CardKind<Body>): Action<Body> => ({
  role: 'operator',
  async run({ tx, now }, { card, body, arg }) {
    await rewriteBody(tx, kind, card, { ...body, page: Number(arg) }, now);
    return done;
  },
});
