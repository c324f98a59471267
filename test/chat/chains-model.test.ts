import fc from 'fast-check';
import { expect, test } from 'vitest';
import { followOnFor } from '../../src/chat/sending/chains.ts';
import { placeOrder } from '../../src/desk/order.ts';
import type { DeskSettings } from '../../src/desk/settings.ts';
import type { MessageState } from '../../src/messages/status.ts';
import { tallyOf } from '../../src/store/campaigns/tallies.ts';
import { messagesOfChain } from '../../src/store/chains/chain-messages.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { moveMessages } from '../../src/store/orders/decisions.ts';
import { findOrder } from '../../src/store/orders/orders.ts';
import { SETTINGS } from '../support/chat.ts';
import { accepted, receipt, submitMessages } from '../support/fates.ts';
import { RULES } from '../support/rules.ts';
import { onEachStore } from '../support/stores.ts';

const settings: DeskSettings = SETTINGS;
const CHANNELS = ['viber', 'sms', 'call'] as const;
/** What the provider may say of a message, what that makes of it, and by which channels it is certain. */
const TOLD = {
  'DELIVRD 000': { state: 'delivered', certain: [] },
  'UNDELIV 011': { state: 'undelivered', certain: CHANNELS },
  'UNDELIV 242': { state: 'undelivered', certain: [] },
  'EXPIRED 000': { state: 'expired', certain: ['viber', 'call'] },
  'DELETED 000': { state: 'deleted', certain: [] },
  'UNKNOWN 000': { state: 'unknown', certain: [] },
} as const satisfies Record<string, { state: MessageState; certain: readonly (typeof CHANNELS)[number][] }>;
type Said = keyof typeof TOLD;

type Step =
  | { readonly does: 'submit' | 'cancel' }
  | { readonly does: 'say'; readonly try: number; readonly said: Said };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ does: 'submit' } as const) },
  { weight: 1, arbitrary: fc.constant({ does: 'cancel' } as const) },
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('say' as const),
      try: fc.nat(CHANNELS.length - 1),
      said: fc.constantFrom(...(Object.keys(TOLD) as Said[])),
    }),
  },
);

/** What should come of it, told in a few lines. */
function expected(steps: readonly Step[]): MessageState[] {
  const tries: MessageState[] = ['queued'];
  for (const one of steps) {
    const last = tries.length - 1;
    if (one.does === 'submit' && tries[last] === 'queued') tries[last] = 'accepted';
    if (one.does === 'cancel' && tries[last] === 'queued') tries[last] = 'cancelled';
    if (one.does !== 'say') continue;
    const state = tries[one.try];
    const { state: end, certain } = TOLD[one.said];
    const mayEnd = state === 'accepted' || (state === 'unknown' && end !== 'unknown');
    const isOverruled = end === 'delivered' && ['undelivered', 'expired', 'deleted'].includes(state ?? '');
    if (!mayEnd && !isOverruled) continue;
    tries[one.try] = end;
    const isCertain = certain.some((channel) => channel === CHANNELS[one.try]);
    if (isCertain && one.try === last && last + 1 < CHANNELS.length) tries.push('queued');
  }
  return tries;
}

let origins = 0;

const placed = (store: Store): Promise<string> =>
  store.write(async (tx) => {
    const order = await placeOrder(tx, settings, {
      origin: `chain ${++origins}`,
      maker: { kind: 'person', id: 101 },
      place: null,
      content: { channel: 'viber', text: `Code ${origins}`, within: 60 },
      fallback: [{ channel: 'sms' }, { channel: 'call' }],
      recipients: ['79991234567'],
      isDraft: false,
      writtenAt: Date.now(),
      now: Date.now(),
    });
    return order?.id ?? '';
  });

onEachStore(({ kind, open }) => {
  test('each channel follows the certain end of the one before, once, whatever is said in whatever order', async () => {
    const store = await open(undefined, RULES, followOnFor(SETTINGS));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const id = await placed(store);
        const number = (await findOrder(store.db, id))?.number ?? 0;
        const look = () => messagesOfChain(store.db, number);
        for (const one of steps) {
          const tries = await look();
          const last = tries.at(-1);
          if (one.does === 'submit' && last?.state === 'queued') {
            await submitMessages(store, [last], [accepted(String(last.id))]);
          }
          if (one.does === 'cancel') {
            await store.write((tx) => moveMessages(tx, last?.order_id ?? '', 'cancel', Date.now()));
          }
          const meant = one.does === 'say' ? tries[one.try] : undefined;
          if (one.does === 'say' && meant && meant.accepted_at !== null) {
            const [stat, error] = one.said.split(' ');
            await receipt(store, `id:${meant.id} stat:${stat} err:${error}`);
          }
        }
        const tries = await look();
        expect(tries.map(({ channel, state }) => `${channel} ${state}`)).toEqual(
          expected(steps).map((state, at) => `${CHANNELS[at]} ${state}`),
        );
        const order = await findOrder(store.db, id);
        const tally = order ? await tallyOf(store.db, order) : [];
        const states = tries.map(({ state }) => state);
        expect(tally.map(({ state, count }) => [state, count])).toEqual([
          [states.includes('delivered') ? 'delivered' : states.at(-1), 1],
        ]);
      }),
      { numRuns: kind === 'sqlite' ? 60 : 6 },
    );
    await store.close();
  });
});
