import type { Logger } from '../log.ts';
import { Alarm } from '../store/alarm.ts';
import {
  type Alert,
  beginAlert,
  changeAlert,
  endAlert,
  episodeOf,
  lastAlert,
  OF_EVENTS,
  openAlerts,
  tellEvents,
  untoldWatches,
} from '../store/alerts.ts';
import { reportedBinds } from '../store/binds.ts';
import type { Store, Tx } from '../store/database.ts';
import { levelOf } from '../store/failure.ts';
import { findWatch } from '../store/watches.ts';
import { type Watch, watches } from '../store/watches-at-hand.ts';
import { goesOn, isSameAgain, quietAt } from '../watch/episode.ts';
import { type LinkDown, linksDown } from '../watch/link.ts';
import { alertCard } from './cards/alert/body.ts';
import { type LinkFacts, readLinkFacts } from './cards/alert/facts.ts';
import { writeCard } from './cards/kind.ts';
import { type Settings, settingsOf } from './context.ts';
import { pause } from './pause.ts';
import { isWanted, suspendWatchesIn } from './watches.ts';

const RETRY_MS = 1_000;
/** A bind that fell silent is noticed so soon (ms). */
const MAX_SLEEP_MS = 5_000;
/** What happens within so long (ms) of a round is told together by the next one. */
const ROUND_GAP_MS = 250;

/** Watches that are told of links. */
const OF_LINKS: readonly string[] = ['usual', 'link'];
const linkCause = (account: string): string => `link ${account}`;

/** Tells what is to be told at `now` (ms). Returns when more may be, at the latest (ms). */
type Round = (now: number) => Promise<number>;

/**
 * Tells what is watched: what has happened as soon as it has, and states of things for as long as they last. The cards are
 * shown like any others.
 */
export function alertRounds(store: Store, settings: Settings): Round {
  const cardOf =
    (tx: Tx, { chatId, threadId }: Watch, now: number) =>
    async (alertId: string) => {
      const { language } = await settingsOf(tx.db, chatId, settings);
      const place = { chatId, threadId: threadId || null, replyTo: null };
      return writeCard(tx, alertCard, { body: { alertId }, ...place, language, personId: null, now });
    };

  /** Whether a watch may be told of anything now. */
  async function mayTell(tx: Tx, watch: Watch, now: number): Promise<boolean> {
    if (watch.suspendedWhy !== null || (watch.mutedUntil ?? 0) > now) return false;
    if (await isWanted(tx.db, settings.ownerIds, watch)) return true;
    await suspendWatchesIn({ tx, settings, now }, watch, 'role');
    return false;
  }

  async function tell(id: number, now: number): Promise<void> {
    await store.write(async (tx) => {
      const watch = await findWatch(tx.db, id);
      if (watch && (await mayTell(tx, watch, now))) await tellEvents(tx, watch, now, cardOf(tx, watch, now));
    });
  }

  /** Ends what nothing more has happened of, and returns when the next of these ends (ms). */
  async function endQuiet(now: number): Promise<number> {
    const open = (await openAlerts(store.db)).filter(({ cause }) => cause === OF_EVENTS);
    for (const alert of open) {
      if (alert.telegram_id === null || goesOn(episodeOf(alert), now)) continue;
      await store.write((tx) => endAlert(tx, alert, now));
    }
    const ends = open.filter(({ telegram_id }) => telegram_id !== null).map((one) => quietAt(episodeOf(one)));
    return Math.min(...ends.filter((at) => at > now));
  }

  /** A link that was lost, and lost again within minutes, is one alert. */
  async function linkLost(watch: Watch, { account, ...down }: LinkDown, now: number): Promise<void> {
    await store.write(async (tx) => {
      if (!(await mayTell(tx, watch, now))) return;
      const cause = linkCause(account);
      const last = await lastAlert(tx.db, watch.id, cause);
      if (last && last.ended_at === null) return;
      const again = last && isSameAgain({ toldAt: last.told_at, endedAt: last.ended_at ?? now }, now);
      if (again) {
        const before = readLinkFacts(last.facts ?? '');
        const facts: LinkFacts = { ...before, ...down, upAt: null, times: before.times + 1 };
        return changeAlert(tx, last, { facts, ended: false, now });
      }
      const facts: LinkFacts = { account, ...down, upAt: null, times: 1 };
      const about = { cause, facts: JSON.stringify(facts), began_at: down.since, last_at: now, now };
      await beginAlert(tx, watch, about, cardOf(tx, watch, now));
    });
  }

  const linkBack = (alert: Alert, now: number): Promise<void> =>
    store.write((tx) => {
      const facts: LinkFacts = { ...readLinkFacts(alert.facts ?? ''), upAt: now };
      return changeAlert(tx, alert, { facts, ended: true, now });
    });

  async function tellLinks(now: number): Promise<void> {
    const told = (await watches(store.db)).filter(({ watched }) => OF_LINKS.includes(watched.kind));
    if (told.length === 0) return;
    const down = linksDown(
      (await reportedBinds(store.db)).map(({ account, report, reportedAt }) => ({
        ...report,
        account,
        reportedAt,
      })),
      now,
    );
    const open = await openAlerts(store.db);
    for (const watch of told) {
      for (const link of down) {
        const isTold = open.some(
          (alert) => alert.watch_id === watch.id && alert.cause === linkCause(link.account),
        );
        if (!isTold) await linkLost(watch, link, now);
      }
    }
    const lost = new Set(down.map(({ account }) => linkCause(account)));
    for (const alert of open) {
      if (alert.cause !== OF_EVENTS && !lost.has(alert.cause)) await linkBack(alert, now);
    }
  }

  return async (now) => {
    for (const id of await untoldWatches(store.db)) await tell(id, now);
    await tellLinks(now);
    return endQuiet(now);
  };
}

/** Tells what is watched for as long as it runs. Returns the way to stop. */
export function startAlerts(store: Store, settings: Settings, log: Logger): { stop(): Promise<void> } {
  const alarm = new Alarm(store.changes, 'events', 'watches', 'binds');
  const stopping = new AbortController();
  const round = alertRounds(store, settings);

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const at = await round(Date.now());
        await alarm.sleep(Math.min(Math.max(at - Date.now(), 0), MAX_SLEEP_MS));
        await pause(ROUND_GAP_MS, stopping.signal);
      } catch (err) {
        log[levelOf(err)]({ err }, 'alerts wait: the store does not answer');
        await alarm.sleep(RETRY_MS);
      }
    }
  }

  const running = run();
  return {
    async stop() {
      stopping.abort();
      alarm.ring();
      await running;
      alarm.close();
    },
  };
}
