import type { Card } from '../../store/chats/cards.ts';
import { readBody } from '../cards/kind.ts';
import { noticeCard } from '../cards/notice/body.ts';
import { questionCard } from '../cards/question/body.ts';
import { sendCard } from '../cards/send/body.ts';
import { type TableSource, tableCard } from '../cards/table/body.ts';
import type { SentDocument } from '../telegram/document.ts';

/** Whether it is the card of a table that lacks what its text names: what is said in reply is another text. */
export function lacksWording(card: Card): boolean {
  const body = readBody(tableCard, card);
  return (
    body !== null &&
    'text' in body.source.content &&
    body.state.is === 'refused' &&
    body.state.problem.kind === 'unknown-places'
  );
}

/** What was asked for a table on a card; null: nothing was, or the card is about none. */
export const sourceOn = (card: Card): TableSource | null =>
  readBody(tableCard, card)?.source ?? readBody(sendCard, card)?.table?.source ?? null;

/** The table that a card is about: what is said in reply to the card is said of it. Null: it is about none. */
export function tableOn(card: Card): SentDocument | null {
  switch (card.kind) {
    case noticeCard.name:
      return readBody(noticeCard, card)?.document ?? null;
    case questionCard.name:
      return readBody(questionCard, card)?.document ?? null;
    default:
      return sourceOn(card)?.document ?? null;
  }
}
