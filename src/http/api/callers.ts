import type { FastifyRequest } from 'fastify';
import type { Logger } from '../../log.ts';
import type { Reader, Store } from '../../store/engine/database.ts';
import {
  noteUse,
  RIGHTS,
  type Right,
  rightsOf,
  tokenByDigest,
  tokenDigest,
  USUAL_DAY_CAP,
  USUAL_RATE,
} from '../../store/programs/tokens.ts';
import type { Write } from '../bounded-writes.ts';
import { seldom } from '../seldom.ts';
import { sameInConstantTime } from '../signature.ts';
import { CallRate } from './call-rate.ts';
import { Problem } from './problem.ts';

/** A program, by its token. */
export interface Caller {
  readonly name: string;
  readonly rights: readonly Right[];
  /** Calls a minute. */
  readonly rate: number;
  /** Messages and look-ups a day. */
  readonly dayCap: number;
  /** Whether its token lets it in by now: its call may have taken long to come, and to be kept. */
  isStill(db: Reader): Promise<boolean>;
}

/** Nobody is let in by that token. */
export const noSuchToken = (): Problem => new Problem(401, 'no such token, or no longer');

export interface CallerOptions {
  /** Those of the settings, which may do anything. */
  readonly tokens: readonly { readonly name: string; readonly token: string }[];
  /** A token that was made in a chat lets its program in for as long as whoever made it is one of these. */
  readonly ownerIds: readonly number[];
}

/** That somebody called is noted no more often (ms). */
const NOTED_EVERY_MS = 60_000;

/**
 * Who calls, and whether they may.
 * @throws Problem 401, 403, 429, or 503 in its place
 */
export type Admit = (request: FastifyRequest, rights: readonly Right[]) => Promise<Caller>;

/** Lets in programs by their tokens, each at its own rate. */
export function callers({
  tokens,
  ownerIds,
  store,
  write,
  log,
}: CallerOptions & { store: Store; write: Write; log: Logger }): Admit {
  const configured = tokens.map(({ name, token }) => ({ name, digest: tokenDigest(token) }));
  const rates = new Map<string, CallRate>();
  const noted = new Map<string, number>();
  const warn = seldom((reason, times) => log.warn({ reason, times }, 'a call of /api was refused'));

  async function callerOf(token: string): Promise<Caller | null> {
    const digest = tokenDigest(token);
    // Each is compared, so that the time does not tell which one it was.
    const found = configured.filter((one) => sameInConstantTime(digest, one.digest));
    if (found[0]) {
      const { name } = found[0];
      return { name, rights: RIGHTS, rate: USUAL_RATE, dayCap: USUAL_DAY_CAP, isStill: async () => true };
    }
    const kept = await tokenByDigest(store.db, digest);
    if (!kept || !sameInConstantTime(digest, kept.digest) || !ownerIds.includes(kept.made_by)) return null;
    const isStill = async (db: Reader) => (await tokenByDigest(db, digest)) !== undefined;
    return { name: kept.name, rights: rightsOf(kept), rate: kept.rate, dayCap: kept.day_cap, isStill };
  }

  /** So that /token tells when it was used last. */
  async function note({ name }: Caller): Promise<void> {
    const now = performance.now();
    if (now - (noted.get(name) ?? Number.NEGATIVE_INFINITY) < NOTED_EVERY_MS) return;
    if (await write((tx) => noteUse(tx, name, Date.now()))) noted.set(name, now);
  }

  return async (request, rights) => {
    const [, token] = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '') ?? [];
    const caller = token === undefined ? null : await callerOf(token);
    if (!caller) {
      warn(token === undefined ? 'no token' : 'no such token');
      throw token === undefined ? new Problem(401, 'Authorization: Bearer TOKEN is missing') : noSuchToken();
    }
    const now = performance.now();
    const key = `${caller.name} ${caller.rate}`;
    const rate = rates.get(key) ?? new CallRate(caller.rate, now);
    rates.set(key, rate);
    const waitMs = rate.take(now);
    if (waitMs > 0) {
      // Alertmanager takes 429 for an answer that stands, and lets the group wait, or go; it comes again after a 5xx.
      throw new Problem(rights.includes('alerts') ? 503 : 429, `more than ${caller.rate} calls a minute`, {
        retryAfter: Math.ceil(waitMs / 1000),
      });
    }
    if (!rights.some((right) => caller.rights.includes(right))) {
      throw new Problem(403, `the token ${caller.name} may not: it takes ${rights.join(' or ')}`);
    }
    await note(caller);
    return caller;
  };
}
