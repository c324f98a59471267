import { type Card, newestCards } from '../../store/chats/cards.ts';
import { expectBeat } from '../../store/watch/heartbeats.ts';
import { changeWatch, watchesIn } from '../../store/watch/watches.ts';
import type { Watch } from '../../store/watch/watches-at-hand.ts';
import { changedLine } from '../../watch/edit.ts';
import { readWatch, writeWatch } from '../../watch/line.ts';
import type { WatchKind } from '../../watch/watched.ts';
import { answer, decline } from '../answer.ts';
import { readBody, rewriteBody } from '../cards/kind.ts';
import { watchesCard } from '../cards/watches/body.ts';
import { namedBy } from '../cards/watches/naming.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { mayUse } from '../people/access.ts';
import { declineUse } from '../people/not-allowed.ts';
import { callsOff } from '../question.ts';
import { record } from '../record.ts';
import { refuseWord } from '../refuse.ts';
import { withNumbers } from './watch-numbers.ts';
import { withPeople } from './watch-people.ts';
import { withoutSlips } from './watch-slips.ts';

/** Whether it is a card on which a watch is being changed: what is said in reply says what it is to be. */
export const changesWatch = (card: Card): boolean => (readBody(watchesCard, card)?.open ?? null) !== null;

/** The terms and options of a watch, with its words as they are meant. */
const lineFor = ({ settings }: Context, watch: Watch, words: string): string =>
  withNumbers(withoutSlips(changedLine(watch.watched, withoutSlips(words))), settings.country);

const OPTION = /^\s*\p{L}+=/u;

/** The card on which a watch is being changed, where what is said next in private can be read as that; null: there is none. */
export async function cardToChange(context: Context, words: string): Promise<Card | null> {
  const { tx, place } = context;
  const [last] = await newestCards(tx.db, place, 1);
  if (!last || !changesWatch(last)) return null;
  const watch = await openOn(context, last);
  return watch && (OPTION.test(words) || readWatch(lineFor(context, watch, words)).ok) ? last : null;
}

/** The watch that is being changed on a card; undefined: it is there no more. */
async function openOn({ tx }: Context, card: Card): Promise<Watch | undefined> {
  const open = readBody(watchesCard, card)?.open;
  const here = await watchesIn(tx.db, { chatId: card.chat_id, threadId: card.thread_id ?? 0 });
  return here.find((one) => namedBy(one) === open);
}

/** Somebody writes what is to be different about a watch. Returns whether it is. */
export async function changeByReply(context: Context, card: Card, words: string): Promise<boolean> {
  const { tx, person, place, now } = context;
  const command = context.commands.find(({ spec }) => spec.name === 'watch');
  const body = readBody(watchesCard, card);
  if (!command || !body) return false;
  if (!mayUse(command, person.role, place)) {
    await declineUse(context, command);
    return false;
  }
  const watch = await openOn(context, card);
  if (!watch || callsOff(words)) {
    await rewriteBody(tx, watchesCard, card, { ...body, open: null }, now);
    return false;
  }
  const changed = await changeTo(context, command, watch, words);
  if (!changed) return false;
  await rewriteBody(tx, watchesCard, card, { ...body, open: null }, now);
  const cardId = await answer(context, watchesCard, {
    replaced: changed.gone.join('\n'),
    open: null,
    only: changed.name,
    page: 0,
    said: null,
  });
  await record(context, 'command watch', { cardId, arg: changed.kind });
  return true;
}

/**
 * Says so much of a watch otherwise, or why that cannot be. Returns its kind and name by then, and the lines that it stands in place
 * of; null: it is as it was.
 */
export async function changeTo(
  context: Context,
  command: Pick<Command, 'spec'>,
  watch: Watch,
  words: string,
): Promise<{ readonly kind: WatchKind; readonly name: string; readonly gone: readonly string[] } | null> {
  const { tx, settings, person, now } = context;
  const reading = await withPeople(context, command.spec, lineFor(context, watch, words));
  if (reading === null) return null;
  const read = readWatch(reading);
  if (!read.ok) {
    await refuseWord(context, command.spec, { ...read, reading });
    return null;
  }
  const { kind, heartbeat } = read.watched;
  if (kind === 'balance' && !settings.asksProvider) {
    await decline(context, 'balance-off');
    return null;
  }
  if (heartbeat && heartbeat.name !== watch.watched.heartbeat?.name)
    await expectBeat(tx, heartbeat.name, now);
  const before = writeWatch(watch.watched);
  const other = await changeWatch(tx, watch, { watched: read.watched, by: person.id, now });
  const name = namedBy({ ...watch, watched: read.watched });
  return { kind, name, gone: [before, ...(other ? [writeWatch(other)] : [])] };
}
