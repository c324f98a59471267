import { type Card, findCard, newestCards } from '../store/chats/cards.ts';
import type { Tx } from '../store/engine/database.ts';
import { decline } from './answer.ts';
import { asideCard } from './cards/aside/body.ts';
import { continuationCard } from './cards/continuation/body.ts';
import { type CardKind, readBody, rewriteBody } from './cards/kind.ts';
import { numberCard, OFFERS } from './cards/number/body.ts';
import { questionCard } from './cards/question/body.ts';
import { renumberingCard } from './cards/renumbering/body.ts';
import { sendCard } from './cards/send/body.ts';
import { timeBehindCard } from './cards/time-behind/body.ts';
import { timeMeantCard } from './cards/time-meant/body.ts';
import { callOff, goesFromHere } from './choices.ts';
import type { Context } from './context.ts';
import { isOneOf } from './locale.ts';
import { callsOffAlone, pendingQuestion } from './question.ts';
import { saysStopAsking, stopAskingAbove } from './times/asking-by-words.ts';

/** A question with buttons is called off so far up (cards), for so long (ms). */
const LOOKED_AT = 5;
const OPEN_MS = 10 * 60_000;

interface Drop {
  /** Leaves it unanswered for good. */
  run(tx: Tx, now: number): Promise<void>;
  /** For which command nothing is done now; null: it was asked for which. */
  command(): Promise<string | null>;
}

/** How a question of one kind is left, while it stands open; null: it does not, or is of another kind. */
type Dropping = (tx: Tx, card: Card) => Drop | null;

const dropping =
  <Body extends object>(
    kind: CardKind<Body>,
    over: (body: Body) => Body | null,
    commandOf: (tx: Tx, body: Body) => Promise<string | null>,
  ): Dropping =>
  (tx, card) => {
    const body = readBody(kind, card);
    const left = body && over(body);
    return body && left
      ? {
          run: (on, now) => rewriteBody(on, kind, card, left, now),
          command: () => commandOf(tx, body),
        }
      : null;
  };

const ended = <Body extends { readonly isOver: boolean }>(body: Body): Body | null =>
  body.isOver ? null : { ...body, isOver: true };
const named = async (_: Tx, { command }: { readonly command: string }) => command;

const DROPPINGS: readonly Dropping[] = [
  dropping(asideCard, ended, async ({ db }, { questionId }) => {
    const question = await findCard(db, questionId);
    return (question && readBody(questionCard, question)?.command) ?? null;
  }),
  dropping(continuationCard, ended, named),
  dropping(timeMeantCard, ended, named),
  dropping(timeBehindCard, ended, named),
  dropping(
    numberCard,
    // Of what was begun with the number, something else says how it is called off.
    (body) => (body.done.length > 0 ? null : { ...body, done: [...OFFERS] }),
    async () => null,
  ),
  dropping(
    renumberingCard,
    (body) => (body.answer === null ? { ...body, answer: 'left' as const } : null),
    async () => 'contact',
  ),
];

/** The question with buttons that stands last, unless messages or another question stand below it; null: none does. */
async function lastAsked({ tx, place, writtenAt }: Context): Promise<Drop | null> {
  if (!place.isPrivate) return null;
  for (const card of await newestCards(tx.db, place, LOOKED_AT)) {
    if (card.kind === sendCard.name || card.kind === questionCard.name) return null;
    if (writtenAt - card.created_at > OPEN_MS) return null;
    for (const dropOf of DROPPINGS) {
      const drop = dropOf(tx, card);
      if (drop) return drop;
    }
  }
  return null;
}

/** The question in words that is called off before anything else that is asked; null: there is none. */
export async function questionToCallOff(context: Context): Promise<Card | null> {
  if ((await goesFromHere(context)) || (await lastAsked(context))) return null;
  return pendingQuestion(context);
}

async function leave(context: Context, drop: Drop, words: string): Promise<null> {
  const command = await drop.command();
  await drop.run(context.tx, context.now);
  if (command === null) return decline(context, 'called-off-unasked');
  return decline(context, callsOffAlone(words), { command });
}

/** Calls off what stands last here, where no question in words does: what goes in a moment before all else. */
export async function callOffLast(context: Context, words: string): Promise<null> {
  if (await goesFromHere(context)) return callOff(context);
  const drop = await lastAsked(context);
  if (drop) return leave(context, drop, words);
  return (await stopAskingAbove(context, words)) ? null : callOff(context);
}

/**
 * Words that call off only what stands above them: “no” to a question with buttons, “stop asking” below a phone that is asked
 * about. Returns whether they were that.
 */
export async function answerNo(context: Context, words: string): Promise<boolean> {
  if (!context.place.isPrivate) return false;
  const isNo = isOneOf(words.trim().replace(/[\s.!]+$/u, ''), 'typed-no');
  if (await goesFromHere(context)) {
    const isOf = isNo || saysStopAsking(words);
    if (isOf) await callOff(context);
    return isOf;
  }
  const drop = isNo ? await lastAsked(context) : null;
  if (drop) await leave(context, drop, words);
  return drop !== null || (await stopAskingAbove(context, words));
}
