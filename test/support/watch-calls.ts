import { forgetOutcomes, outcomesOf } from '../../src/store/attempts/outcomes.ts';
import { Changes } from '../../src/store/engine/changes.ts';
import type { Tx } from '../../src/store/engine/database.ts';
import { writeHookEvents } from '../../src/store/programs/hook-deltas.ts';
import type { Hook } from '../../src/store/programs/hooks-at-hand.ts';
import { noteBalance } from '../../src/store/provider/balance.ts';
import { unansweredSince } from '../../src/store/receipts/awaiting.ts';
import { lateReceipts } from '../../src/store/receipts/lag.ts';
import { EventDeltas } from '../../src/store/stats/event-deltas.ts';
import { spendByHour, sumsOfHours } from '../../src/store/stats/hour-sums.ts';
import { STATE } from '../../src/store/tables/coded.ts';
import { orderNumberOf } from '../../src/store/tables/message-id.ts';
import * as alerts from '../../src/store/watch/alerts.ts';
import { tellCampaigns } from '../../src/store/watch/campaign-alerts.ts';
import { beat } from '../../src/store/watch/heartbeats.ts';
import { pastCampaigns } from '../../src/store/watch/past-campaigns.ts';
import { pastTroubles } from '../../src/store/watch/past-events.ts';
import { pastIncoming } from '../../src/store/watch/past-incoming.ts';
import { pastMessages } from '../../src/store/watch/past-messages.ts';
import { pastOfAll } from '../../src/store/watch/past-spans.ts';
import { countUnshown, unshownCardIn } from '../../src/store/watch/unshown-alerts.ts';
import * as watches from '../../src/store/watch/watches.ts';
import { type Watch, WatchesAtHand } from '../../src/store/watch/watches-at-hand.ts';
import { ACCOUNT, CHAT, idOf, LAST, messageOf, NOW, recipientOf } from './filled-ids.ts';
import { DAY } from './store-samples.ts';

const PLACE = { chatId: -1000, threadId: 1 };
const watch: Watch = {
  ...PLACE,
  id: 1,
  watched: { kind: 'failed', only: {} },
  madeBy: CHAT,
  mutedUntil: null,
  mutedCauses: {},
  suspendedWhy: null,
  toldUpTo: null,
};
const hook: Hook = {
  id: 1,
  url: 'https://shop.example/',
  events: 'failed,incoming',
  secret_digest: '',
  made_by: CHAT,
  made_at: NOW,
  succeeded_at: null,
  failed_at: null,
  failed_why: null,
  failing_since: null,
  failures: 0,
  due_at: NOW,
  suspended_at: null,
  suspended_why: null,
};
const alert = { id: idOf(LAST), card_id: idOf(LAST) };
const writeCard = async () => idOf(LAST);

async function happen({ db }: Tx): Promise<void> {
  const events = new EventDeltas();
  events.add({
    kind: 'failed',
    id: messageOf(LAST),
    account: ACCOUNT,
    recipient: recipientOf(LAST),
    state: STATE.of.undelivered,
    error: 6,
    command_status: null,
  });
  events.add({
    kind: 'incoming',
    id: idOf(LAST),
    account: ACCOUNT,
    sender: recipientOf(LAST),
    recipient: '79000000',
  });
  await events.write(db, new WatchesAtHand(new Changes()), true);
  await writeHookEvents(db, [hook], events.ofMessages());
}

/** What the program does about what is watched. */
export const WATCH_CALLS: readonly ((tx: Tx) => Promise<unknown>)[] = [
  async (tx) => {
    await watches.switchOn(tx, PLACE, { watched: watch.watched, by: CHAT, now: NOW });
    await happen(tx);
    for (const { id } of await watches.watchesIn(tx.db, PLACE)) {
      await alerts.tellEvents(tx, { ...watch, id }, NOW, writeCard);
      await watches.muteCause(tx, { id, cause: alerts.OF_EVENTS }, { until: NOW, now: NOW });
      await happen(tx);
      await alerts.tellEvents(tx, { ...watch, id }, NOW, writeCard);
    }
  },
  async (tx) => {
    await watches.switchOn(tx, PLACE, { watched: { kind: 'incoming', only: {} }, by: CHAT, now: NOW });
    await happen(tx);
  },
  async (tx) => {
    await watches.switchOn(tx, PLACE, { watched: { kind: 'usual', only: {} }, by: CHAT, now: NOW });
    await happen(tx);
  },
  async (tx) => {
    await watches.switchOn(tx, PLACE, { watched: { kind: 'campaign', only: {} }, by: CHAT, now: NOW });
    const events = new EventDeltas();
    events.add({ kind: 'campaign', orderNumber: orderNumberOf(messageOf(LAST)) });
    await events.write(tx.db, new WatchesAtHand(new Changes()), true);
    for (const one of await watches.watchesIn(tx.db, PLACE)) await tellCampaigns(tx, one, NOW, writeCard);
  },
  ({ db }) => watches.findWatch(db, 1),
  ({ db }) => pastTroubles(db, NOW - DAY),
  (tx) => watches.changeWatch(tx, watch, { watched: watch.watched, by: CHAT, now: NOW }),
  (tx) => watches.mute(tx, 1, NOW),
  (tx) => watches.suspendWatches(tx, PLACE, 'topic', NOW),
  (tx) => watches.resumeWatches(tx, PLACE, ['topic']),
  (tx) => watches.passTime(tx, 1, NOW),
  (tx) => watches.switchOff(tx, 1),
  ({ db }) => alerts.untoldWatches(db),
  ({ db }) => alerts.findAlert(db, alert.id),
  ({ db }) => alerts.alertsOn(db, alert.card_id),
  ({ db }) => alerts.cardsToldSince(db, -1000, NOW - DAY),
  ({ db }) => alerts.cardsToldLast(db, { id: 1, chatId: -1000 }, { since: NOW - DAY, most: 10 }),
  ({ db }) => unshownCardIn(db, PLACE, NOW),
  ({ db }) => countUnshown(db),
  ({ db }) => alerts.openAlerts(db),
  async (tx) => {
    const about = { cause: 'link demo', facts: '{}', began_at: NOW, last_at: NOW, now: NOW };
    await alerts.beginAlert(tx, { ...PLACE, id: 1 }, about, null);
    for (const held of await alerts.heldAlerts(tx.db)) await alerts.tellHeld(tx, held, NOW, writeCard);
  },
  ({ db }) => alerts.lastAlert(db, 1, 'link demo'),
  (tx) => alerts.changeAlert(tx, alert, { facts: {}, ended: true, now: NOW }),
  (tx) => alerts.endAlert(tx, alert, NOW),
  (tx) => alerts.ackAlert(tx, alert.id, CHAT, NOW),
  ({ db }) => alerts.toldBy(db, alert.id),
  ({ db }) => alerts.messagesTold(db, alert.id),
  ({ db }) => alerts.incomingTold(db, alert.id),
  (tx) => alerts.forgetEvents(tx, NOW - 6.8 * DAY),
  ({ db }) => outcomesOf(db, 1, { minutes: 10, now: NOW }),
  ({ db }) => forgetOutcomes(db, NOW - 6.8 * DAY),
  ({ db }) => {
    const only = { from: ['SHOP'], operator: ['mega'], by: [String(CHAT)], lookUps: false };
    return sumsOfHours(db, { from: NOW - DAY, to: NOW }, only);
  },
  ({ db }) => sumsOfHours(db, { from: NOW - DAY, to: NOW }, { channel: ['sms'], lookUps: true }),
  ({ db }) => spendByHour(db, { from: NOW - DAY, to: NOW }, { from: ['SHOP'], lookUps: true }),
  ({ db }) => pastMessages(db, NOW - DAY, true),
  ({ db }) => pastIncoming(db, NOW - DAY),
  ({ db }) => pastCampaigns(db, NOW - DAY),
  ({ db }) => pastOfAll(db, 'link'),
  (tx) => noteBalance(tx, 1, NOW),
  (tx) => beat(tx, 'backup', NOW),
  ({ db }) => lateReceipts(db, [ACCOUNT], { minutes: 5, only: {}, now: NOW }),
  ({ db }) => unansweredSince(db, ACCOUNT, { since: NOW - DAY, before: NOW }),
];
