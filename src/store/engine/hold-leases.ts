import { Alarm } from './alarm.ts';
import type { Store } from './database.ts';
import { levelOf } from './failure.ts';
import {
  acquireLease,
  extendLease,
  forgetInstances,
  heldLeases,
  instanceLease,
  isHeld,
  type Lease,
  releaseLease,
  VALID_MS,
} from './leases.ts';
import { assertKnown, StoreNewer } from './migrate.ts';

const HEARTBEAT_MS = 1_000;
/** The holder stops so much before others may begin (ms): clocks run unevenly, and timers come late. */
const MARGIN_MS = 500;
/** An instance that has its share leaves a free lease to the others for so long (ms). */
const YIELD_MS = 1_000;
const SURPLUS_MS = 10_000;
const AGAIN_MS = 5_000;

/** The work that a lease allows. */
export interface Held {
  /**
   * Ends the work. `release`: it may be brought to a good end, then another takes over. `lost`: another may have
   * begun, so nothing more is sent or written.
   */
  stop(why: 'release' | 'lost'): Promise<void>;
}

interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface LeasesOptions {
  readonly store: Store;
  /** All there are, the same on every instance. */
  readonly names: readonly string[];
  /** Names this instance, and no other that is or was. */
  readonly holder: string;
  /** Begins the work; when it rejects, the lease is given back and tried for again later. */
  onHeld(lease: Lease): Promise<Held>;
  /** Another instance has migrated the store beyond what this one knows: no work is done here any more. */
  onNewer(error: StoreNewer): void;
  readonly log: Log;
  /** An instance that has held more than its share for so long gives a lease back (ms); 10 s by default. */
  readonly surplusMs?: number;
  /** Work that could not begin is tried again after this time (ms), here or elsewhere; 5 s by default. */
  readonly againMs?: number;
}

export interface Leases {
  /** The leases held, the latest last. */
  held(): readonly Lease[];
  /** Ends all work, then gives the leases back. */
  stop(): Promise<void>;
}

interface OwnLease extends Lease {
  heldUntil: number;
  /** A heartbeat is under way. */
  beating: boolean;
}

interface Work {
  readonly lease: OwnLease;
  readonly held: Promise<Held>;
  /** Ends the work when no heartbeat gets through in time. */
  timer: NodeJS.Timeout | undefined;
  /** Set once its end has begun. */
  ending: boolean;
}

/**
 * Takes leases as they become free, keeps them with a heartbeat, and spreads them: an instance that has its share
 * stands back for a moment, and one that has more gives back. On SQLite it takes them all, once.
 */
export function holdLeases(options: LeasesOptions): Leases {
  const { store, names, holder, onHeld, onNewer, log, surplusMs = SURPLUS_MS, againMs = AGAIN_MS } = options;
  const expires = store.kind === 'postgres';
  const works = new Map<string, Work>();
  const endings = new Set<Promise<unknown>>();
  /** Heartbeats under way. */
  const beats = new Set<Promise<unknown>>();
  /** When each name was first seen to be free, and when one that failed may be tried again (performance.now()). */
  const freeSince = new Map<string, number>();
  const notBefore = new Map<string, number>();
  const alarm = new Alarm(store.changes, 'leases');
  let own: OwnLease | null = null;
  let surplusSince: number | null = null;
  let stopping = false;
  let stopped = false;

  async function acquire(name: string): Promise<OwnLease | null> {
    const began = performance.now();
    const fence = await acquireLease(store, name, holder);
    if (fence === null) return null;
    const heldUntil = expires ? began + VALID_MS - MARGIN_MS : Number.POSITIVE_INFINITY;
    return { name, fence, heldUntil, beating: false };
  }

  /** One that does not get through lets the lease run out. */
  async function tryBeat(lease: OwnLease): Promise<void> {
    if (lease.beating || !isHeld(lease)) return;
    lease.beating = true;
    const began = performance.now();
    try {
      lease.heldUntil = (await extendLease(store, lease)) ? began + VALID_MS - MARGIN_MS : 0;
    } catch (err) {
      log[levelOf(err)]({ err, lease: lease.name }, 'a heartbeat did not get through');
    }
    lease.beating = false;
  }

  async function beat(lease: OwnLease): Promise<void> {
    const tried = tryBeat(lease);
    beats.add(tried);
    await tried;
    beats.delete(tried);
  }

  function begin(lease: OwnLease): void {
    log.info({ lease: lease.name, fence: lease.fence }, 'lease taken');
    const work: Work = { lease, held: onHeld(lease), timer: undefined, ending: false };
    works.set(lease.name, work);
    watch(work);
    work.held.catch((err) => {
      log[levelOf(err)]({ err, lease: lease.name }, 'the work of a lease could not begin');
      notBefore.set(lease.name, performance.now() + againMs);
      end(work, 'release');
    });
  }

  /** A heartbeat may hang as long as the connection does: the clock alone ends the work in time. */
  function watch(work: Work): void {
    clearTimeout(work.timer);
    if (!expires || work.ending) return;
    work.timer = setTimeout(
      () => {
        if (isHeld(work.lease)) watch(work);
        else end(work, 'lost');
      },
      Math.max(0, work.lease.heldUntil - performance.now()),
    );
  }

  function end(work: Work, why: 'release' | 'lost'): void {
    if (work.ending) return;
    work.ending = true;
    clearTimeout(work.timer);
    const { lease } = work;
    if (why === 'lost') log.warn({ lease: lease.name, fence: lease.fence }, 'lease lost');
    const ending: Promise<unknown> = finish(work, why).then(() => endings.delete(ending));
    endings.add(ending);
  }

  async function finish({ lease, held: begun }: Work, why: 'release' | 'lost'): Promise<void> {
    const held = await begun.catch(() => null);
    await held
      ?.stop(why)
      .catch((err) => log[levelOf(err)]({ err, lease: lease.name }, 'the work of a lease ended badly'));
    if (why === 'release') {
      await releaseLease(store, lease).catch((err) =>
        log[levelOf(err)]({ err, lease: lease.name }, 'a lease could not be given back: it runs out'),
      );
    }
    works.delete(lease.name);
    if (why === 'release') log.info({ lease: lease.name, fence: lease.fence }, 'lease given back');
  }

  /** While work ends, its lease is still kept. No lease waits for another's heartbeat, which may hang. */
  function heartbeat(): void {
    for (const work of works.values()) void beat(work.lease).then(() => watch(work));
    if (own) void beat(own);
  }

  async function spread(): Promise<void> {
    if (expires) await assertKnown(store.db);
    if (expires && !(own && isHeld(own))) own = await acquire(instanceLease(holder));
    const inUse = expires ? await heldLeases(store) : { names: new Set<string>(), instances: 1 };
    const now = performance.now();
    const share = Math.ceil(names.length / Math.max(1, inUse.instances));
    for (const name of names) {
      if (inUse.names.has(name) || works.has(name)) {
        freeSince.delete(name);
        continue;
      }
      const since = freeSince.get(name) ?? now;
      freeSince.set(name, since);
      if (now < (notBefore.get(name) ?? 0)) continue;
      if (works.size >= share && now - since < YIELD_MS) continue;
      const lease = await acquire(name);
      // An answer that took its time leaves too little of the lease to begin on.
      if (lease && !stopping && isHeld(lease)) begin(lease);
      else if (lease) await releaseLease(store, lease);
    }
    surplusSince = works.size > share ? (surplusSince ?? now) : null;
    const last = [...works.values()].at(-1);
    if (surplusSince !== null && now - surplusSince >= surplusMs && last) {
      surplusSince = null;
      end(last, 'release');
    }
  }

  function giveUp(error: StoreNewer): void {
    stopping = true;
    for (const work of works.values()) end(work, 'lost');
    onNewer(error);
  }

  async function run(): Promise<void> {
    if (expires) {
      await forgetInstances(store).catch((err) =>
        log[levelOf(err)]({ err }, 'old instances could not be forgotten'),
      );
    }
    while (!stopped) {
      let waitMs = HEARTBEAT_MS;
      try {
        if (!stopping) await spread();
        if (!expires && names.every((name) => works.has(name))) waitMs = 2 ** 31 - 1;
      } catch (err) {
        if (err instanceof StoreNewer) giveUp(err);
        else log[levelOf(err)]({ err }, 'leases: the store does not answer');
      }
      await alarm.sleep(stopped ? 0 : waitMs);
    }
  }

  // Of its own: whatever the loop waits for, the leases that are held must not run out meanwhile.
  const heartbeats = expires ? setInterval(heartbeat, HEARTBEAT_MS) : undefined;
  const running = run();
  return {
    held: () => [...works.values()].flatMap(({ lease, ending }) => (ending || !isHeld(lease) ? [] : [lease])),
    async stop() {
      stopping = true;
      for (const work of works.values()) end(work, 'release');
      while (endings.size > 0) await Promise.all(endings);
      stopped = true;
      alarm.ring();
      await running;
      clearInterval(heartbeats);
      // Who ends what they are asked of would fail them.
      await Promise.all(beats);
      alarm.close();
      if (own) await releaseLease(store, own).catch(() => {});
    },
  };
}
