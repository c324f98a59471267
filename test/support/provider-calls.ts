import { parseHttpStatus } from '../../src/messages/http-status.ts';
import type { Tx } from '../../src/store/engine/database.ts';
import { forgetPrice, knownPrice } from '../../src/store/provider/asked-price.ts';
import { BALANCE, knownBalance } from '../../src/store/provider/balance.ts';
import { doesAnyRun, stopUnpaid } from '../../src/store/provider/no-money.ts';
import { askFacts, clocksOf } from '../../src/store/provider/number-facts.ts';
import { operatorsOf } from '../../src/store/provider/operators.ts';
import * as questions from '../../src/store/provider/provider-questions.ts';
import {
  keepAskedStatuses,
  unendedMessages,
  unexplainedRejections,
} from '../../src/store/receipts/asked-statuses.ts';
import { lookAgain } from '../../src/store/stop-list/left-alone.ts';
import { ACCOUNT, idOf, LAST, NOW, providerIdOf, recipientOf } from './filled-ids.ts';
import { delivered, lastMessage } from './store-samples.ts';

const SPAN = { since: 0, until: NOW };
const TOLD = {
  account: ACCOUNT,
  recipient: recipientOf(delivered),
  providerId: providerIdOf(delivered),
  receipt: parseHttpStatus({ id: providerIdOf(delivered), status: '24' }),
};

/** What the provider's HTTP API is asked: see store-calls.ts. */
export const PROVIDER_CALLS: readonly ((tx: Tx) => Promise<unknown>)[] = [
  (tx) => questions.askProvider(tx, BALANCE, { cardId: 'card', dueAt: NOW }),
  ({ db }) => questions.dueQuestions(db, 'facts', NOW, 10),
  ({ db }) => questions.nextDueAt(db),
  async (tx) => {
    await questions.askProvider(tx, BALANCE, { cardId: 'card', dueAt: NOW });
    await questions.settleQuestion(tx, BALANCE, { answer: { balance: 1 }, dueAt: NOW }, NOW);
  },
  (tx) => questions.settleQuestion(tx, BALANCE, { why: 'timeout', dueAt: null }, NOW),
  ({ db }) => knownBalance(db),
  ({ db }) => questions.countAsked(db, 'facts', NOW),
  (tx) => questions.forgetQuestions(tx, 'facts', NOW - 1),
  (tx) => askFacts(tx, ['79990000001'], { cardId: 'card', at: NOW }),
  ({ db }) => clocksOf(db, ['79990000001', '79990000002']),
  (tx) => lookAgain(tx, '79990000001', NOW),
  ({ db }) => operatorsOf(db, ['79990000001', '79990000002']),
  ({ db }) => doesAnyRun(db),
  ({ db }) => knownPrice(db, idOf(LAST)),
  (tx) => forgetPrice(tx, idOf(LAST)),
  (tx) => stopUnpaid(tx, 0, NOW),
  (tx) => questions.restQuestion(tx, BALANCE),
  ({ db, rules }) =>
    unendedMessages({ db, rules }, ACCOUNT, SPAN, { behind: { at: NOW, id: lastMessage }, limit: 100 }),
  ({ db, rules }) => unendedMessages({ db, rules }, ACCOUNT, SPAN, { behind: null, limit: 100 }),
  ({ db }) => unexplainedRejections(db, LAST, 100),
  (tx) => keepAskedStatuses(tx, [TOLD], NOW),
];
