import type { Logger } from '../log.ts';
import { Alarm } from '../store/alarm.ts';
import { BALANCE, knownBalance } from '../store/balance.ts';
import type { Reader, Store } from '../store/database.ts';
import { levelOf } from '../store/failure.ts';
import { doesAnyRun, stopUnpaid } from '../store/no-money.ts';
import {
  type AskedQuestion,
  askedOf,
  askProvider,
  dueQuestions,
  nextDueAt,
  type Outcome,
  type QuestionKind,
  settleQuestion,
} from '../store/provider-questions.ts';
import { type ClientSettings, createClient, type ProviderClient } from './client.ts';
import { pricedOrder } from './priced.ts';
import { ProviderRefused, ProviderUnreachable } from './problems.ts';

export interface AskerOptions extends ClientSettings {
  /** Under whose lease it asks: one at a time keeps the provider's limits for all instances. */
  readonly store: Store;
  readonly log: Logger;
  /** The account is the one that all messages go by: campaigns stop when nothing is left in it. */
  readonly paysForAll: boolean;
}

export interface Asker {
  /** Lets go of what is under way: it stays due, and is asked by the next holder. */
  stop(): Promise<void>;
}

/** Questions under way at once; the provider takes 15 requests, and messages may be among these. */
const AT_ONCE = 5;
/** How soon it is seen that a campaign runs (ms), and how often the balance is asked then. */
const MAX_SLEEP_MS = 15_000;
const RUNNING_MS = 15_000;
const RETRY_MS = 1_000;

/** How long an answer stands, and when it is asked again after a failure, by the kind of question (ms); null: it is not. */
const AGAIN_MS: Readonly<
  Record<QuestionKind, { readonly told: number | null; readonly failed: number | null }>
> = {
  balance: { told: 300_000, failed: 60_000 },
  price: { told: null, failed: null },
};

/** Error 9: too many in a minute. */
const TOO_MANY = 9;
const AFTER_TOO_MANY_MS = 65_000;
/** Errors 2 and 4: whoever goes on asking with a wrong password is blocked for it. */
const LOCKED_OUT: readonly number[] = [2, 4];
const AFTER_LOCKED_OUT_MS = 3_600_000;

/** Asks the provider's HTTP API what the store wants to know, and puts the answers there. */
export function startAsker({ store, log, paysForAll, ...settings }: AskerOptions): Asker {
  const alarm = new Alarm(store.changes, 'questions');
  const stopping = new AbortController();
  const { signal } = stopping;
  const client = createClient({ ...settings, signal });
  const asking = new Map<string, Promise<void>>();

  async function settle(question: AskedQuestion): Promise<void> {
    const { kind } = question;
    const asked = await ask(client, store.db, question).then(
      (answer) => ({ answer, dueAt: later(AGAIN_MS[kind].told) }),
      (error: unknown) => failure(kind, error),
    );
    // What was cut off was not answered.
    if (signal.aborted) return;
    if ('why' in asked)
      log.warn({ question: kind, why: asked.why }, 'the provider did not answer a question');
    const now = Date.now();
    const stopped = await store.write(async (tx) => {
      await settleQuestion(tx, question, asked, now);
      const known = kind === 'balance' && paysForAll ? await knownBalance(tx.db) : null;
      const isEmpty = known?.balance != null && known.balance <= 0 && known.at === now;
      return isEmpty ? stopUnpaid(tx, known.balance ?? 0, now) : 0;
    });
    if (stopped > 0) log.warn({ campaigns: stopped }, 'campaigns stop: nothing is left at the provider');
  }

  async function look(): Promise<void> {
    for (const question of await dueQuestions(store.db, Date.now(), 2 * AT_ONCE)) {
      const key = `${question.kind} ${question.subject}`;
      if (asking.size >= AT_ONCE || asking.has(key)) continue;
      const settled = settle(question)
        .catch(async (err) => {
          log[levelOf(err)]({ err }, 'the store failed: a question to the provider is asked again');
          await alarm.sleep(RETRY_MS);
        })
        .finally(() => {
          asking.delete(key);
          alarm.ring();
        });
      asking.set(key, settled);
    }
  }

  /** The balance is asked from the start on, and more often while a campaign runs. */
  async function keepBalance(): Promise<void> {
    const [known, now] = [await askedOf(store.db, BALANCE), Date.now()];
    const soon = (known?.asked_at ?? now) + RUNNING_MS;
    const isSoon = known?.due_at != null && known.due_at <= soon;
    const isRefused = known?.why != null;
    if (known && (isSoon || isRefused || !(await doesAnyRun(store.db)))) return;
    await store.write((tx) => askProvider(tx, BALANCE, { cardId: null, dueAt: known ? soon : now }));
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      try {
        await keepBalance();
        await look();
        const next = asking.size > 0 ? null : await nextDueAt(store.db);
        await alarm.sleep(
          Math.min(Math.max((next ?? Number.POSITIVE_INFINITY) - Date.now(), 0), MAX_SLEEP_MS),
        );
      } catch (err) {
        log[levelOf(err)]({ err }, 'the store failed: nothing is asked of the provider');
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
      await Promise.all(asking.values());
      alarm.close();
    },
  };
}

async function ask(client: ProviderClient, db: Reader, { kind, subject }: AskedQuestion): Promise<unknown> {
  switch (kind) {
    case 'balance':
      return client.balance();
    case 'price': {
      const priced = await pricedOrder(db, subject);
      if (!priced) throw new NothingToAsk();
      return client.price(priced);
    }
  }
}

/** What the question was about is gone. */
class NothingToAsk extends Error {
  override name = 'NothingToAsk';
}

const later = (ms: number | null): number | null => (ms === null ? null : Date.now() + ms);

function failure(kind: QuestionKind, error: unknown): Extract<Outcome, { why: string }> {
  const { failed } = AGAIN_MS[kind];
  if (error instanceof ProviderRefused) {
    const { code } = error;
    const why = `error ${code}`;
    if (code === TOO_MANY) return { why, dueAt: later(AFTER_TOO_MANY_MS) };
    return {
      why,
      dueAt: LOCKED_OUT.includes(code) && failed !== null ? later(AFTER_LOCKED_OUT_MS) : later(failed),
    };
  }
  if (error instanceof ProviderUnreachable) return { why: error.why, dueAt: later(failed) };
  if (error instanceof NothingToAsk) return { why: 'gone', dueAt: null };
  throw error;
}
