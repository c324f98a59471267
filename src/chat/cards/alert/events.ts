import type { Card } from '../../../store/chats/cards.ts';
import { findMessages } from '../../../store/orders/history.ts';
import { STATE } from '../../../store/tables/coded.ts';
import { findIncoming } from '../../../store/talks/incoming.ts';
import { type Alert, incomingTold, messagesTold, type Told, toldBy } from '../../../store/watch/alerts.ts';
import { EVENT_KINDS, type EventKind } from '../../../watch/wants.ts';
import type { ViewContext } from '../../show/view.ts';
import { byFrequency, countedBy } from '../progress.ts';
import { reasonOf } from '../reason.ts';
import { seenAddress } from '../sight.ts';
import { listed, namedError } from '../words.ts';

/** So few messages are named by their numbers. */
const NAMED = 3;
/** Reasons that are spelled out, and operators of each. */
const REASONS = 8;

/** So many messages of an alert are looked at for whether they are in doubt still. */
const LOOKED_AT = 1_000;

const countOf = (told: readonly Told[]): number => told.reduce((sum, { count }) => sum + count, 0);

/** How many of an alert's messages are in doubt still, of how many that were; null: none was. */
export async function doubtsOf(
  { db }: Pick<ViewContext, 'db'>,
  { id }: Alert,
): Promise<{ readonly left: number; readonly all: number } | null> {
  const all = countOf((await toldBy(db, id)).filter(({ kind }) => kind === 'doubt'));
  if (all === 0) return null;
  const messages = await findMessages(db, (await messagesTold(db, id)).slice(-LOOKED_AT));
  return { left: messages.filter(({ state }) => state === 'in_doubt').length, all };
}

/** What has happened to how many messages, for which reasons, at which operators, and what to try. */
export async function eventLines(context: ViewContext, card: Card, alert: Alert): Promise<string[]> {
  const { locale, now } = context;
  const told = await toldBy(context.db, alert.id);
  const lines = EVENT_KINDS.flatMap((kind) => {
    const ofKind = told.filter((one) => one.kind === kind);
    return ofKind.length > 0 ? linesOf(context, alert, kind, ofKind) : [];
  });
  const doubts = await doubtsOf(context, alert);
  if (doubts && doubts.left < doubts.all) lines.push(locale.t('alert-doubts-left', { n: doubts.left }));
  const total = countOf(told);
  if (total <= NAMED) lines.push(...(await numberLines(context, card, alert)));
  if (total > 1 && alert.ended_at !== null) {
    lines.push(locale.t('alert-last', { time: locale.time(alert.last_at, now) }));
  }
  return lines;
}

function linesOf(
  context: ViewContext,
  { began_at, last_at }: Alert,
  kind: EventKind,
  told: readonly Told[],
): string[] {
  const { locale } = context;
  const senders = new Set(told.map(({ sender }) => sender));
  const [sender] = senders;
  const of = senders.size === 1 && sender ? ` · ${sender}` : '';
  const n = countOf(told);
  const duration = locale.duration(Math.max(last_at - began_at, 1000));
  const head = locale.t(n === 1 ? `alert-${kind}-one` : `alert-${kind}`, { n, duration }) + of;
  if (kind !== 'failed') return [head];
  const reasons = byFrequency(countedBy(told, (one) => reasonIn(context, one)));
  const lines = reasons.slice(0, REASONS).map(([reason, count]) => {
    const ofReason = told.filter((one) => reasonIn(context, one) === reason);
    const operators = byFrequency(countedBy(ofReason, ({ operator }) => operator));
    const names = operators.map(([name, times]) =>
      operators.length > 1 ? `${name} ${locale.number(times)}` : name,
    );
    return `${reason}: ${locale.number(count)}${names.length > 0 ? ` · ${listed(locale, names)}` : ''}`;
  });
  if (reasons.length > REASONS) lines.push(locale.t('and-more', { n: reasons.length - REASONS }));
  return [head, ...lines, ...adviceOn(context, told, reasons[0]?.[0])];
}

const reasonIn = (context: ViewContext, { state, error, command_status }: Told): string =>
  reasonOf(context, { state: STATE.name(state), error, command_status });

/** What can be done about the most frequent reason. */
function adviceOn(context: ViewContext, told: readonly Told[], reason: string | undefined): string[] {
  const one = told.find((row) => reasonIn(context, row) === reason);
  const advice = one && namedError(context.locale, one.error, context.settings.wire)?.advice;
  return advice ? [advice] : [];
}

/** In a group, which anybody may be in, they are masked. */
async function numberLines({ db }: ViewContext, card: Card, { id }: Alert): Promise<string[]> {
  const messages = await findMessages(db, await messagesTold(db, id));
  const numbers = messages.map(({ recipient }) => recipient);
  for (const cameIn of await incomingTold(db, id)) {
    const message = await findIncoming(db, cameIn);
    if (message) numbers.push(message.sender);
  }
  const sight = { numbers: card.chat_id > 0, texts: false, names: {} };
  return [...new Set(numbers.map((number) => seenAddress(sight, number)))];
}
