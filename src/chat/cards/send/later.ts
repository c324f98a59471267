import type { WaitingReason, Waits } from '../../../messages/waiting.ts';
import { dayAt, momentOf } from '../../../messages/zone.ts';
import type { Message } from '../../../store/attempts/outbox.ts';
import { orderOfCard } from '../../../store/orders/orders.ts';
import { setTime } from '../../../store/orders/scheduled.ts';
import { orderNumberOf } from '../../../store/tables/message-id.ts';
import { askForTime } from '../../sending/schedule.ts';
import type { Button, ViewContext } from '../../show/view.ts';
import { whenChangesAt, whenWords } from '../../times/when.ts';
import { buttonsIn } from '../button.ts';
import { rewriteBody } from '../kind.ts';
import { type Action, done, refused } from '../room.ts';
import { type SendBody, sendCard } from './body.ts';
import { quietAhead } from './quiet-ahead.ts';

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

/** What a card says of when it goes. */
interface Times {
  readonly lines: readonly string[];
  /** When it reads otherwise by that. */
  readonly changes: { readonly changesAt?: number };
}

/** When it goes, where a time is set, and to how many later; what it still waits for is asked below. */
export async function timesOf(
  context: ViewContext,
  { sendAt, waits }: Timing,
  { id, quiet }: Message,
  total: number,
): Promise<Times> {
  const { locale, settings, now } = context;
  const isSet = sendAt !== null && waits.includes('schedule');
  const changesAt = isSet && sendAt > now ? whenChangesAt(sendAt, now) : Number.POSITIVE_INFINITY;
  // Its own line says both.
  const isSaid = waits.length === 0 || waits[0] === 'schedule';
  // What was scheduled and stopped says for when it was set.
  const wasSet = waits[0] === 'stopped' && (sendAt ?? 0) > now;
  const when = isSet && !isSaid && !wasSet ? whenWords(locale, settings.timeZone, sendAt, now) : null;
  // Whoever reads that it goes would press nothing, and nothing would.
  const said = waits[0] === 'approval' ? 'time-set' : 'time-chosen';
  const line = when === null ? [] : [locale.t((sendAt ?? 0) > now ? said : 'time-over', { when })];
  const going = { orderNumber: orderNumberOf(id), quiet, total, sendAt: isSet ? sendAt : null };
  // Stopped as it was kept back it goes at no hour.
  const isStopped = waits[0] === 'stopped' && !isSet;
  const ahead = isSaid || isStopped ? null : await quietAhead(context, going);
  const first = Math.min(changesAt, ahead?.changesAt ?? Number.POSITIVE_INFINITY);
  return {
    lines: [...line, ...(ahead?.lines ?? [])],
    changes: Number.isFinite(first) ? { changesAt: first } : {},
  };
}

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
    const zone = arg === 'other' ? body.zone : null;
    await rewriteBody(tx, sendCard, card, { ...body, choosing: null, zone }, now);
    // Who asks for another time has said none.
    return { toast: null, did: arg === 'other' ? {} : { orderId: order.id } };
  },
};

export const laterActions = { later, back, time };
