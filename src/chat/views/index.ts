import type { Card } from '../../store/cards.ts';
import { healthView } from './health.ts';
import { historyView } from './history.ts';
import type { CardKind } from './kinds.ts';
import { lookupView } from './lookup.ts';
import { noticeView, questionView } from './notice.ts';
import { problemView } from './problem.ts';
import { reportView } from './report.ts';
import { sendView } from './send.ts';
import type { View, ViewContext } from './view.ts';

const views: Partial<Record<CardKind, (context: ViewContext, card: Card) => Promise<View>>> = {
  send: sendView,
  lookup: lookupView,
  report: reportView,
  history: historyView,
  health: healthView,
  notice: noticeView,
  question: questionView,
  problem: problemView,
};

/** What a card shows now. */
export function viewOf(context: ViewContext, card: Card): Promise<View> {
  const view = views[card.kind as CardKind];
  if (!view) throw new Error(`no view for cards of kind ${card.kind}`);
  return view(context, card);
}
