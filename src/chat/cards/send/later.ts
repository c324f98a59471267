import type { WaitingReason, Waits } from '../../../messages/waiting.ts';
import { dayAt, momentOf } from '../../../messages/zone.ts';
import { orderOfCard } from '../../../store/orders.ts';
import type { Message } from '../../../store/outbox.ts';
import { setTime } from '../../../store/scheduled.ts';
import { askForTime } from '../../schedule.ts';
import type { Button, ViewContext } from '../../show/view.ts';
import { whenChangesAt, whenWords } from '../../when.ts';
import { buttonsIn } from '../button.ts';
import { rewriteBody } from '../kind.ts';
import { type Action, done, refused } from '../room.ts';
import { type SendBody, sendCard } from './body.ts';
import { quietThenLines } from './quiet.ts';

/** What is asked about messages before they go, and the time that is set for them (ms); null: none is. */
export interface Timing {
  readonly waits: Waits;
  readonly sendAt: number | null;
}

const HOUR_MS = 3_600_000;
/** Minutes after midnight. */
const EVENING = 19 * 60;
const MORNING = 9 * 60;

/** Reasons whose question is about another thing than whether, and so when, it goes. */
const NO_TIME: ReadonlySet<WaitingReason> = new Set<WaitingReason>(['terms', 'right', 'stopped']);

/** Whether a person may say here when it goes. */
const mayBeLater = ({ waits: [reason] }: Timing): boolean => reason !== undefined && !NO_TIME.has(reason);

/** Offers to say when it goes, in the place before [Cancel]. */
export const laterButtons = ({ locale }: ViewContext, timing: Timing): Button[] =>
  mayBeLater(timing) ? [buttonsIn(locale)('later', timing.sendAt === null ? 'time-later' : 'change')] : [];

/** The times that are offered (ms), by what their buttons say. */
function offeredTimes(now: number, timeZone: string): readonly (readonly [arg: string, at: number])[] {
  const today = dayAt(now, timeZone);
  const evening = momentOf(today, EVENING, timeZone);
  const morning = momentOf({ ...today, day: today.day + 1 }, MORNING, timeZone);
  const isEarly = evening - now > HOUR_MS / 2;
  return [
    ...(isEarly ? [['evening', evening] as const] : []),
    ['morning', morning],
    ['hours', now + 2 * HOUR_MS],
  ];
}

/** In place of a preview's buttons: when it may go. */
export function timeButtons({ locale, settings, now }: ViewContext, { sendAt, waits }: Timing): Button[][] {
  const button = buttonsIn(locale);
  const times = offeredTimes(now, settings.timeZone).map(([arg]) => button(['time', arg], `time-${arg}`));
  const none = sendAt !== null && waits[0] !== 'schedule' ? [button(['time', 'none'], 'time-none')] : [];
  return [times, [button(['time', 'other'], 'time-other'), ...none, button('back', 'time-back')]];
}

/** When it goes, where a time is set; what it still waits for is asked below. */
export function timeLines(
  context: ViewContext,
  { sendAt, waits }: Timing,
  first: Message,
  total: number,
): string[] {
  const { locale, settings, now } = context;
  if (sendAt === null || waits[0] === 'schedule' || !waits.includes('schedule')) return [];
  const when = whenWords(locale, settings.timeZone, sendAt, now);
  const line = locale.t(sendAt > now ? 'time-set' : 'time-over', { when });
  return [line, ...quietThenLines(context, first, { sendAt, total })];
}

/** When the card reads otherwise by what it says of a time. */
export const timeChanges = (
  { now }: ViewContext,
  { sendAt, waits }: Timing,
): { readonly changesAt?: number } =>
  sendAt !== null && sendAt > now && waits.includes('schedule')
    ? { changesAt: whenChangesAt(sendAt, now) }
    : {};

/** Shows when it may go, in place of what else can be said. */
const later: Action<SendBody> = {
  role: 'operator',
  async run({ tx, now }, { card, body }) {
    await rewriteBody(tx, sendCard, card, { ...body, choosing: 'time' }, now);
    return done;
  },
};

const back: Action<SendBody> = {
  role: 'operator',
  async run({ tx, now }, { card, body }) {
    await rewriteBody(tx, sendCard, card, { ...body, choosing: null }, now);
    return done;
  },
};

/** Sets one of the times that were offered, or asks for another. */
const time: Action<SendBody> = {
  role: 'operator',
  async run(context, { card, body, arg }) {
    const { tx, settings, now } = context;
    const order = await orderOfCard(tx.db, card.id);
    if (!order) return refused('button-late');
    if (arg === 'other') {
      await askForTime(context, order);
    } else {
      const [, at = null] = offeredTimes(now, settings.timeZone).find(([one]) => one === arg) ?? [];
      if (!(await setTime(tx, order.id, at, now))) return refused('button-late');
    }
    await rewriteBody(tx, sendCard, card, { ...body, choosing: null }, now);
    return { toast: null, did: { orderId: order.id } };
  },
};

export const laterActions = { later, back, time };
