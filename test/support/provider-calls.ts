import { forgetPrice, knownPrice } from '../../src/store/asked-price.ts';
import { BALANCE, knownBalance } from '../../src/store/balance.ts';
import type { Tx } from '../../src/store/database.ts';
import { doesAnyRun, stopUnpaid } from '../../src/store/no-money.ts';
import { askFacts, zoneOf } from '../../src/store/number-facts.ts';
import { operatorsOf } from '../../src/store/operators.ts';
import * as questions from '../../src/store/provider-questions.ts';
import { idOf, LAST, NOW } from './filled-store.ts';

/** What the provider's HTTP API is asked: see store-calls.ts. */
export const PROVIDER_CALLS: readonly ((tx: Tx) => Promise<unknown>)[] = [
  (tx) => questions.askProvider(tx, BALANCE, { cardId: 'card', dueAt: NOW }),
  ({ db }) => questions.dueQuestions(db, 'facts', NOW, 10),
  ({ db }) => questions.nextDueAt(db),
  (tx) => questions.settleQuestion(tx, BALANCE, { answer: { balance: 1 }, dueAt: NOW }, NOW),
  (tx) => questions.settleQuestion(tx, BALANCE, { why: 'timeout', dueAt: null }, NOW),
  ({ db }) => knownBalance(db),
  ({ db }) => questions.countAsked(db, 'facts', NOW),
  (tx) => questions.forgetQuestions(tx, 'facts', NOW - 1),
  (tx) => askFacts(tx, ['79990000001'], { cardId: null, now: NOW }),
  ({ db }) => zoneOf(db, '79990000001'),
  ({ db }) => operatorsOf(db, ['79990000001', '79990000002']),
  ({ db }) => doesAnyRun(db),
  ({ db }) => knownPrice(db, idOf(LAST)),
  (tx) => forgetPrice(tx, idOf(LAST)),
  (tx) => stopUnpaid(tx, 0, NOW),
];
