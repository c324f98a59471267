import type { Logger } from '../../log.ts';
import { Rounds } from '../../rounds.ts';
import { reportedBinds } from '../../store/attempts/binds.ts';
import { touchCards } from '../../store/chats/cards.ts';
import { Alarm } from '../../store/engine/alarm.ts';
import type { Store, Tx } from '../../store/engine/database.ts';
import { resolvedSince } from '../../store/watch/alert-groups.ts';
import {
  type Alert,
  beginAlert,
  cardsToldSince,
  changeAlert,
  endAlert,
  episodeOf,
  heldAlerts,
  lastAlert,
  OF_EVENTS,
  openAlerts,
  tellEvents,
  tellHeld,
  untoldWatches,
} from '../../store/watch/alerts.ts';
import { isOfCampaign, tellCampaigns } from '../../store/watch/campaign-alerts.ts';
import { unshownCardIn } from '../../store/watch/unshown-alerts.ts';
import { findWatch, HELD } from '../../store/watch/watches.ts';
import { isCauseMuted, type Watch, watches } from '../../store/watch/watches-at-hand.ts';
import { goesOn, isSameAgain, isStorm, quietAt, STORM_MS } from '../../watch/episode.ts';
import type { WatchKind } from '../../watch/watched.ts';
import { alertCard } from '../cards/alert/body.ts';
import { type About, type Facts, readFacts } from '../cards/alert/facts.ts';
import { writeCard } from '../cards/kind.ts';
import { stormCard } from '../cards/storm/body.ts';
import { type Settings, settingsOf } from '../context.ts';
import type { AlertFate } from '../metrics.ts';
import { pause } from '../pause.ts';
import { askingOf } from './at-hand.ts';
import type { Standing } from './standing.ts';
import { isLeftToAnother, standingsFor } from './states.ts';
import { tellSummaries } from './summaries.ts';
import { mayTell } from './watches.ts';

/** A bind that fell silent is noticed so soon (ms). */
const MAX_SLEEP_MS = 5_000;
/** States of things are looked at no more often (ms), and what is known of one that lasts is told anew. */
const STATES_MS = 1_000;
const RETOLD_MS = 15_000;
/** What begins while a message waits for so long already (ms) is told by that one, so that they come as one. */
const LATE_MS = 2_000;
/** What happens within so long (ms) of a round is told together by the next one. */
const ROUND_GAP_MS = 250;

/** Told of each alert, once it is on record, what became of it and what is watched. */
type OnAlert = (fate: AlertFate, kind: WatchKind) => void;

/** Tells what is to be told at `now` (ms). Returns when more may be, at the latest (ms). */
type Round = (now: number) => Promise<number>;

/**
 * Tells what is watched: what has happened as soon as it has, and states of things for as long as they last. The cards are
 * shown like any others.
 * @param upSince since when other programs can reach this one (ms); they always could when left out
 * @param onAlert told of each that is new
 */
export function alertRounds(
  store: Store,
  settings: Settings,
  upSince = 0,
  onAlert: OnAlert = () => {},
): Round {
  /** Watches of which events wait for the end of a mute, and are counted. */
  const keptBack = new Set<number>();
  const asking = askingOf(store);
  const cardOf =
    (tx: Tx, { chatId, threadId }: Watch, now: number) =>
    async (alertId: string) => {
      const recent = await cardsToldSince(tx.db, chatId, now - STORM_MS);
      const listing = recent.find(({ kind }) => kind === stormCard.name);
      const late = await unshownCardIn(tx.db, { chatId, threadId }, now - LATE_MS);
      if (late) {
        await touchCards(tx, [late.id], now);
        return late.id;
      }
      const { language } = await settingsOf(tx.db, chatId, settings);
      const place = { chatId, threadId: threadId || null, replyTo: null, language, personId: null, now };
      if (isStorm(recent.length)) {
        if (!listing) return writeCard(tx, stormCard, { body: {}, ...place });
        await touchCards(tx, [listing.id], now);
        return listing.id;
      }
      return writeCard(tx, alertCard, { body: { alertId }, ...place });
    };

  async function tell(id: number, now: number): Promise<void> {
    const told = await store.write(async (tx) => {
      const watch = await findWatch(tx.db, id);
      if (!watch) return null;
      const { kind } = watch.watched;
      if (isCauseMuted(watch, OF_EVENTS, now)) return { fate: 'muted', kind } as const;
      if (!(await mayTell({ tx, settings, now }, watch))) return null;
      let isNew = false;
      const tellWhat = kind === 'campaign' ? tellCampaigns : tellEvents;
      const write = cardOf(tx, watch, now);
      await tellWhat(tx, watch, now, (alertId) => {
        isNew = true;
        return write(alertId);
      });
      return isNew ? ({ fate: 'sent', kind } as const) : null;
    });
    const isCounted = told?.fate === 'muted' && keptBack.has(id);
    if (told && !isCounted) onAlert(told.fate, told.kind);
    if (told?.fate === 'muted') keptBack.add(id);
    else keptBack.delete(id);
  }

  /** What began within a mute is told at its end, also when it is over by then. */
  async function endMutes(now: number): Promise<void> {
    for (const alert of await heldAlerts(store.db)) {
      const kind = await store.write(async (tx) => {
        const watch = await findWatch(tx.db, alert.watch_id);
        if (!watch || isCauseMuted(watch, alert.cause, now)) return null;
        if (!(await mayTell({ tx, settings, now }, watch))) return null;
        await tellHeld(tx, alert, now, cardOf(tx, watch, now));
        return watch.watched.kind;
      });
      if (kind !== null) onAlert('sent', kind);
    }
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

  /** One that was over, and is there again within minutes or within the same mute, is one alert. */
  async function begin(watch: Watch, { cause, since, about }: Standing, now: number): Promise<void> {
    const fate = await store.write(async (tx) => {
      if (!(await mayTell({ tx, settings, now }, watch))) return null;
      const last = await lastAlert(tx.db, watch.id, cause);
      if (last && last.ended_at === null) return null;
      const isAgain = last?.ended_at && isSameAgain({ toldAt: last.told_at, endedAt: last.ended_at }, now);
      if (last && (isAgain || last.card_id === HELD)) {
        const before = readFacts(last.facts ?? '');
        const facts: Facts = { ...before, about, until: null, times: before.times + 1 };
        await changeAlert(tx, last, { facts, ended: false, now });
        return null;
      }
      const facts: Facts = { about, since, until: null, times: 1 };
      const alert = { cause, facts: JSON.stringify(facts), began_at: since, last_at: now, now };
      const isHeld = isCauseMuted(watch, cause, now);
      await beginAlert(tx, watch, alert, isHeld ? null : cardOf(tx, watch, now));
      return isHeld ? 'muted' : 'sent';
    });
    if (fate !== null) onAlert(fate, watch.watched.kind);
  }

  /** Tells what is known by now of one that lasts; or (null) that it is over. */
  async function follow(alert: Alert, about: About | null, now: number): Promise<void> {
    const before = readFacts(alert.facts ?? '');
    const isOver = about === null;
    const resolved = before.about.of === 'alerts' && isOver;
    const until = resolved ? await resolvedSince(store.db, alert.cause, before.since) : null;
    const facts: Facts = { ...before, about: about ?? before.about, until: isOver ? (until ?? now) : null };
    // What other programs say is news by itself, and comes no more often than they say it.
    const retoldMs = facts.about.of === 'alerts' ? 0 : RETOLD_MS;
    const isNews = JSON.stringify(facts) !== alert.facts && now >= alert.last_at + retoldMs;
    if (!isOver && !isNews) return;
    await store.write((tx) => changeAlert(tx, alert, { facts, ended: isOver, now }));
  }

  async function tellStates(all: readonly Watch[], now: number): Promise<void> {
    const open = (await openAlerts(store.db)).filter((one) => one.cause !== OF_EVENTS && !isOfCampaign(one));
    const binds = await reportedBinds(store.db);
    const lasting = new Set<string>();
    const byWatch = Map.groupBy(open, ({ watch_id }) => watch_id);
    for (const watch of all) {
      const ofWatch = new Map((byWatch.get(watch.id) ?? []).map((alert) => [alert.cause, alert]));
      if (watch.suspendedWhy !== null) {
        for (const { id } of ofWatch.values()) lasting.add(id);
        continue;
      }
      const isTold = (cause: string) => ofWatch.has(cause);
      const zone = async () => (await settingsOf(store.db, watch.chatId, settings)).timeZone;
      const looking = { binds, asking, all, zone, isTold, upSince, now };
      for (const standing of await standingsFor(store.db, watch, looking)) {
        const alert = ofWatch.get(standing.cause);
        if (alert) lasting.add(alert.id);
        if (alert) await follow(alert, standing.about, now);
        else if (!isLeftToAnother(standing, watch, looking)) await begin(watch, standing, now);
      }
    }
    for (const alert of open) if (!lasting.has(alert.id)) await follow(alert, null, now);
  }

  let lookedAt = Number.NEGATIVE_INFINITY;

  return async (now) => {
    for (const id of await untoldWatches(store.db)) await tell(id, now);
    const isLooking = now >= lookedAt + STATES_MS;
    if (isLooking) {
      await endMutes(now);
      const all = await watches(store.db);
      await tellStates(all, now);
      await tellSummaries(store, settings, all, now);
      lookedAt = now;
    }
    const quiet = await endQuiet(now);
    return isLooking ? quiet : Math.min(quiet, lookedAt + STATES_MS);
  };
}

/** Tells what is watched for as long as it runs. */
export function startAlerts(store: Store, settings: Settings, log: Logger, onAlert: OnAlert): Rounds {
  const alarm = new Alarm(store.changes, 'events', 'watches', 'binds');
  const tell = alertRounds(store, settings, Date.now(), onAlert);
  const rounds = new Rounds({ alarm, log, waits: 'alerts' });
  rounds.start(async () => {
    const at = await tell(Date.now());
    await alarm.sleep(Math.min(Math.max(at - Date.now(), 0), MAX_SLEEP_MS));
    await pause(ROUND_GAP_MS, rounds.signal);
  });
  return rounds;
}
