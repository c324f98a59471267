import type { Logger } from 'pino';
import { AS_GIVEN } from '../messages/receipt-id.ts';
import { parseReceipt } from '../messages/receipt-text.ts';
import { isFinal, isOverruledBy } from '../messages/status.ts';
import { Rounds } from '../rounds.ts';
import { stateOf } from '../store/attempts/attempts.ts';
import { attemptsOf, type StoredAttempt } from '../store/attempts/stored-attempts.ts';
import { Alarm } from '../store/engine/alarm.ts';
import type { Store, Tx } from '../store/engine/database.ts';
import { timeOf } from '../store/engine/store-time.ts';
import type { NewReceipt } from '../store/receipts/new-receipts.ts';
import { answerQuery, type OpenQuery, openQueries, type QueryAnswer } from '../store/receipts/queries.ts';
import { storeReceipts } from '../store/receipts/receipts.ts';
import { isOpen, type Way } from './way.ts';

interface StatusQueriesOptions {
  readonly store: Store;
  readonly account: string;
  readonly log: Logger;
}

/** Questions under way at once. */
const AT_ONCE = 10;
/** How long a question waits for a way to be up. */
const WAY_WAIT_MS = 10_000;
/** When nothing rings, open questions are looked for anyway. */
const LOOK_MS = 60_000;

/**
 * Asks the provider what the store wants to know of messages, and puts the answers on record. A final state that
 * comes so settles the message like the receipt that was lost.
 */
export class StatusQueries {
  private readonly options: StatusQueriesOptions;
  private readonly ways: readonly Way[];
  private readonly alarm: Alarm;
  private readonly rounds: Rounds;
  private readonly waitingForWay = new Set<() => void>();

  constructor(options: StatusQueriesOptions, ways: readonly Way[]) {
    this.options = options;
    this.ways = ways;
    this.alarm = new Alarm(options.store.changes, 'queries');
    this.rounds = new Rounds({ alarm: this.alarm, log: options.log, waits: 'questions of status' });
  }

  start(): void {
    this.rounds.start(() => this.look());
  }

  /** A way is up. */
  opened(): void {
    for (const go of this.waitingForWay) go();
  }

  /** Lets go of what is under way: it stays open, and is asked by the next holder. */
  async stop(): Promise<void> {
    const ended = this.rounds.stop();
    this.opened();
    await ended;
  }

  private get stopped(): boolean {
    return this.rounds.signal.aborted;
  }

  private async look(): Promise<void> {
    const { store, account } = this.options;
    const open = await openQueries(store.db, account);
    // A person waits for those with a card.
    const next = open.toSorted((one, other) => Number(other.card_id !== null) - Number(one.card_id !== null));
    for (const query of next) {
      if (this.stopped || this.rounds.underWay.size >= AT_ONCE) break;
      this.rounds.beside(query.id, () => this.ask(query));
    }
    await this.alarm.sleep(LOOK_MS);
  }

  private async ask(query: OpenQuery): Promise<void> {
    const { store, account } = this.options;
    const attempts = (await attemptsOf(store.db, query.message_id)).filter(
      (attempt) => attempt.provider_id !== null,
    );
    if (attempts.length > 0) await this.untilOpen();
    if (this.stopped) return;
    const answers = await Promise.all(attempts.map((attempt) => this.askOne(attempt, query.recipient)));
    if (this.stopped && answers.some(({ commandStatus }) => commandStatus === null)) return;
    await store.write(async (tx) => settleQuery(tx, account, query, answers, await timeOf(tx)));
  }

  /** By the way that it went; where that is not up, the provider knows it by any other as well. */
  private async askOne(attempt: StoredAttempt, recipient: string): Promise<QueryAnswer> {
    const open = this.ways.filter(isOpen);
    const way = open.find(({ protocol }) => protocol === attempt.protocol) ?? open[0];
    const nothing = {
      providerId: attempt.provider_id ?? '',
      commandStatus: null,
      messageState: null,
      error: null,
    };
    return (await way?.status(attempt, recipient)) ?? nothing;
  }

  private async untilOpen(): Promise<void> {
    if (this.stopped || this.ways.some(isOpen)) return;
    await new Promise<void>((resolve) => {
      const go = (): void => {
        clearTimeout(timer);
        this.waitingForWay.delete(go);
        resolve();
      };
      const timer = setTimeout(go, WAY_WAIT_MS);
      this.waitingForWay.add(go);
    });
  }
}

/** Puts answers on record, and moves the message on by a final state among them. */
export async function settleQuery(
  tx: Tx,
  account: string,
  query: OpenQuery,
  answers: readonly QueryAnswer[],
  now: number,
): Promise<void> {
  await answerQuery(tx, query, answers, now);
  const receipts = answers.flatMap((answer) => receiptOf(answer, query.recipient));
  // A receipt that came is enough; each further question would add its answer to the history.
  const state = await stateOf(tx.db, query.message_id);
  const news = receipts.filter(({ receipt }) => !isFinal(state) || isOverruledBy(state, receipt.state));
  await storeReceipts(tx, account, news, now, AS_GIVEN);
}

/** A final state as the receipt that never came; "unknown" is none, since a receipt may still tell. */
function receiptOf(answer: QueryAnswer, recipient: string): NewReceipt[] {
  const { providerId, commandStatus, messageState, error } = answer;
  if (commandStatus !== 0 || messageState === null) return [];
  const receipt = parseReceipt({ text: '', tlvs: { receiptedMessageId: providerId, messageState } });
  const { state } = receipt;
  if (state === null || state === 'enroute' || state === 'accepted' || state === 'unknown') return [];
  const raw = JSON.stringify({ messageState, error });
  return [{ receipt: { ...receipt, error }, via: 'query', raw, parties: [recipient] }];
}
