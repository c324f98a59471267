import { quantile, sumOf } from '../../../messages/delivery-time.ts';
import type { Snapshot } from '../../../store/engine/database.ts';
import {
  type FailedAlike,
  failuresOf,
  groupsOf,
  isCounting,
  readersIn,
  type Slice,
  type StatsGroup,
  slicesOf,
} from '../../../store/stats/stats.ts';
import { type Span, stepsOf } from '../../times/period.ts';
import type { AskedStats, Failed, Figures } from './body.ts';

/** Groups and reasons that are kept. */
const KEPT = 20;

const GROUPS: Readonly<Record<'operator' | 'person' | 'sender', StatsGroup>> = {
  operator: 'operator',
  person: 'maker',
  sender: 'sender',
};

/** What a card and its picture are made of. */
export interface Counted {
  readonly figures: Figures;
  readonly steps: readonly (Span & Slice)[];
  readonly failures: readonly FailedAlike[];
}

/** Adds up what failed for the same reason, most first. */
export function byReason(failures: readonly FailedAlike[]): Failed[] {
  const alike = Map.groupBy(failures, ({ state, error, command_status }) =>
    JSON.stringify([state, error, command_status]),
  );
  return [...alike.values()]
    .flatMap((some) => {
      const [first] = some;
      if (!first) return [];
      const { state, error, command_status } = first;
      return { state, error, command_status, messages: some.reduce((sum, one) => sum + one.messages, 0) };
    })
    .toSorted((one, other) => other.messages - one.messages);
}

const total = (slices: readonly Slice[], of: 'messages' | 'delivered' | 'accepted' | 'parts' | 'cost') =>
  slices.reduce((sum, slice) => sum + slice[of], 0);

/** Reads what was asked for. */
export async function countStats(db: Snapshot, asked: AskedStats, timeZone: string): Promise<Counted> {
  const spans = stepsOf(asked, timeZone);
  const slices = await slicesOf(db, spans, asked.filter);
  const { read, clicked } = await readersIn(db, asked, asked.filter);
  const failures = await failuresOf(db, asked, asked.filter);
  const by = asked.by === null || asked.by === 'code' ? null : GROUPS[asked.by];
  const groups = by === null ? [] : await groupsOf(db, by, asked, asked.filter);
  const took = sumOf(slices.map((slice) => slice.took));
  return {
    figures: {
      messages: total(slices, 'messages'),
      read,
      clicked,
      delivered: total(slices, 'delivered'),
      accepted: total(slices, 'accepted'),
      parts: total(slices, 'parts'),
      cost: total(slices, 'cost'),
      p50: quantile(took, 0.5),
      p95: quantile(took, 0.95),
      failed: byReason(failures).slice(0, KEPT),
      groups: groups
        .slice(0, KEPT)
        .map(({ name, messages, delivered, accepted }) => ({ name, messages, delivered, accepted })),
      partial: await isCounting(db),
    },
    steps: spans.flatMap((span, index) => {
      const slice = slices[index];
      return slice ? { ...span, ...slice } : [];
    }),
    failures,
  };
}
