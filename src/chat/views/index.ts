import type { Card } from '../../store/cards.ts';
import type { View, ViewContext } from '../show/view.ts';
import { healthView } from './health.ts';
import { helpView, usageView } from './help.ts';
import { historyView } from './history.ts';
import { inboxView } from './inbox.ts';
import { incomingView } from './incoming.ts';
import { invitationView } from './invitation.ts';
import type { CardKind } from './kinds.ts';
import { languageView } from './language.ts';
import { lookupView } from './lookup.ts';
import { noticeView, questionView } from './notice.ts';
import { peopleView } from './people.ts';
import { problemView } from './problem.ts';
import { reportView } from './report.ts';
import { sendView } from './send.ts';

const views: Record<CardKind, (context: ViewContext, card: Card) => Promise<View>> = {
  send: sendView,
  lookup: lookupView,
  report: reportView,
  history: historyView,
  health: healthView,
  notice: noticeView,
  question: questionView,
  problem: problemView,
  incoming: incomingView,
  inbox: inboxView,
  language: languageView,
  people: peopleView,
  invitation: invitationView,
  help: helpView,
  usage: usageView,
};

/** What a card shows now. */
export function viewOf(context: ViewContext, card: Card): Promise<View> {
  const view = Object.hasOwn(views, card.kind) ? views[card.kind as CardKind] : undefined;
  if (!view) throw new Error(`no view for cards of kind ${card.kind}`);
  return view(context, card);
}
