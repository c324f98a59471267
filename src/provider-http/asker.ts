import type { Logger } from '../log.ts';
import { Rounds } from '../rounds.ts';
import { Alarm } from '../store/engine/alarm.ts';
import type { Store } from '../store/engine/database.ts';
import { timeOf } from '../store/engine/store-time.ts';
import { BALANCE, emptyBalance, knownBalance, noteBalance } from '../store/provider/balance.ts';
import { doesAnyRun, stopUnpaid } from '../store/provider/no-money.ts';
import {
  type AskedQuestion,
  askedOf,
  askProvider,
  countAsked,
  dueQuestions,
  forgetQuestions,
  nextDueAt,
  POLLED,
  type QuestionKind,
  restQuestion,
  settleQuestion,
} from '../store/provider/provider-questions.ts';
import { lookAgain } from '../store/stop-list/left-alone.ts';
import { GONE, NothingToAsk, told, untold } from './again.ts';
import type { Answered, Polling } from './answered.ts';
import { type ClientSettings, createClient } from './client.ts';
import { askRejections, askStatuses } from './fates.ts';
import { askIncoming } from './incoming.ts';
import { pricedOrder } from './priced.ts';
import type { QuestionMetrics } from './question-metrics.ts';

export interface AskerOptions extends ClientSettings {
  /** Under whose lease it asks: one at a time keeps the provider's limits for all instances. */
  readonly store: Store;
  readonly log: Logger;
  /** The account is the one that all messages go by: campaigns stop when nothing is left in it. */
  readonly paysForAll: boolean;
  /** Statuses and incoming messages are asked for; null: they come by themselves. */
  readonly polling: Polling | null;
  readonly metrics: QuestionMetrics;
}

/** Questions under way at once; the provider takes 15 requests, and messages may be among these. */
const AT_ONCE = 5;
/** How soon it is seen that a campaign runs (ms), and how often the balance is asked then. */
const MAX_SLEEP_MS = 15_000;
const RUNNING_MS = 15_000;
const RETRY_MS = 1_000;

/** Of a hundred in a minute that the provider answers about numbers, some are left to whoever else asks. */
const FACTS_A_MINUTE = 90;
const MINUTE_MS = 60_000;
/** What came of a question is kept for so long, and looked through so often (ms). */
const KEPT_MS: readonly (readonly [QuestionKind, number])[] = [
  ['price', 2 * 24 * 3_600_000],
  ['facts', 90 * 24 * 3_600_000],
  ['rejections', 2 * 24 * 3_600_000],
];
const FORGETS_MS = 3_600_000;
/** What somebody waits for goes first. */
const FIRST_THINGS_FIRST: readonly QuestionKind[] = [
  'price',
  'balance',
  'rejections',
  'incoming',
  'statuses',
  'facts',
];

/**
 * Asks the provider's HTTP API what the store wants to know, and puts the answers there. A stop lets go of what is under
 * way: it stays due, and is asked by the next holder.
 */
export function startAsker({ store, log, paysForAll, polling, metrics, ...settings }: AskerOptions): Rounds {
  const alarm = new Alarm(store.changes, 'questions');
  const rounds = new Rounds({ alarm, log, waits: 'questions to the provider' });
  const { signal, underWay } = rounds;
  const client = createClient({ ...settings, signal });

  async function settle(question: AskedQuestion): Promise<void> {
    const { kind } = question;
    const [answered, error] = await ask(question).then(
      (answer) => [answer, null] as const,
      (failure: unknown) => [null, failure] as const,
    );
    // What was cut off was not answered.
    if (signal.aborted) return;
    const now = Date.now();
    const asked = answered ? told(kind, answered, now) : untold(question, error, now);
    const isGone = 'why' in asked && asked.why === GONE;
    if (!isGone) metrics.asked(kind, 'why' in asked ? 'failed' : 'answered');
    if ('why' in asked && !isGone)
      log.warn({ question: kind, why: asked.why }, 'the provider did not answer a question');
    let kept = 0;
    const stopped = await store.write(async (tx) => {
      // It was asked anew meanwhile, perhaps of other words: that is asked next.
      if ((await askedOf(tx.db, question))?.due_at !== question.due_at) return 0;
      kept = (await answered?.keep?.(tx, await timeOf(tx))) ?? 0;
      if (!(await settleQuestion(tx, question, asked, now))) return 0;
      if (kind === 'facts' && 'answer' in asked) await lookAgain(tx, question.subject, now);
      const known = kind === 'balance' ? await knownBalance(tx.db) : null;
      const isTold = known?.balance != null && known.at === now;
      if (isTold) await noteBalance(tx, known.balance, now);
      const isEmpty = paysForAll && isTold && known.balance <= 0;
      return isEmpty ? stopUnpaid(tx, known.balance, now) : 0;
    });
    if (kept > 0) log.info({ question: kind, news: kept }, 'the provider told news');
    if (stopped > 0) log.warn({ campaigns: stopped }, 'campaigns stop: nothing is left at the provider');
  }

  /** How many questions of a kind may be asked by now. */
  async function roomFor(kind: QuestionKind): Promise<number> {
    const free = AT_ONCE - underWay.size;
    if (kind !== 'facts') return free;
    const asking = [...underWay.keys()].filter((key) => key.startsWith(`${kind} `)).length;
    const asked = await countAsked(store.db, kind, Date.now() - MINUTE_MS);
    return Math.min(free, FACTS_A_MINUTE - asked - asking);
  }

  /** Begins what is due. Returns when to look again at the latest (ms from now). */
  async function look(): Promise<number> {
    for (const kind of FIRST_THINGS_FIRST) {
      const room = await roomFor(kind);
      const due = await dueQuestions(store.db, kind, Date.now(), AT_ONCE);
      for (const question of due.slice(0, Math.max(room, 0))) {
        rounds.beside(`${question.kind} ${question.subject}`, () => settle(question));
      }
      if (room <= 0 && due.length > 0) return RETRY_MS;
    }
    const next = underWay.size > 0 ? null : await nextDueAt(store.db);
    return Math.min(Math.max((next ?? Number.POSITIVE_INFINITY) - Date.now(), 0), MAX_SLEEP_MS);
  }

  /** The balance is asked from the start on, and more often while a campaign runs, or waits for money. */
  async function keepBalance(): Promise<void> {
    const [known, now] = [await askedOf(store.db, BALANCE), Date.now()];
    const soon = (known?.asked_at ?? now) + RUNNING_MS;
    const isSoon = known?.due_at != null && known.due_at <= soon;
    const isRefused = known?.why != null;
    const isPressing = (await doesAnyRun(store.db)) || (await emptyBalance(store.db, now)) !== null;
    if (known && (isSoon || isRefused || !isPressing)) return;
    await store.write((tx) => askProvider(tx, BALANCE, { cardId: null, dueAt: known ? soon : now }));
  }

  /** What nobody tells by itself is asked from the start on; where it comes by itself, no more. */
  async function keepPolling(): Promise<void> {
    const now = Date.now();
    for (const kind of POLLED) {
      const question = { kind, subject: '' };
      const known = await askedOf(store.db, question);
      if (polling !== null && known?.due_at == null)
        await store.write((tx) => askProvider(tx, question, { cardId: null, dueAt: now }));
      if (polling === null && known?.due_at != null) await store.write((tx) => restQuestion(tx, question));
    }
  }

  async function ask({ kind, subject, answer }: AskedQuestion): Promise<Answered> {
    switch (kind) {
      case 'balance':
        return { answer: { ...(await client.balance()), paysForAll } };
      case 'price': {
        const priced = await pricedOrder(store.db, subject);
        if (!priced) throw new NothingToAsk();
        return { answer: await client.price(priced) };
      }
      case 'facts':
        return { answer: await client.facts(subject) };
      case 'rejections':
        return askRejections(client, store.db, subject);
      case 'statuses':
        if (polling === null) throw new NothingToAsk();
        return askStatuses(client, store, answer, polling, Date.now());
      case 'incoming':
        if (polling === null) throw new NothingToAsk();
        return askIncoming(client, answer, polling);
    }
  }

  let forgotAt = 0;

  /** Nobody looks at what was asked long ago. */
  async function forget(): Promise<void> {
    const now = Date.now();
    if (now < forgotAt + FORGETS_MS) return;
    for (const [kind, ms] of KEPT_MS) await store.write((tx) => forgetQuestions(tx, kind, now - ms));
    forgotAt = now;
  }

  rounds.start(async () => {
    await keepBalance();
    await keepPolling();
    await forget();
    await alarm.sleep(await look());
  });
  return rounds;
}
