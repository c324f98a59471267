import type { Card } from '../store/cards.ts';
import { expectBeat } from '../store/heartbeats.ts';
import { changeWatch, watchesIn } from '../store/watches.ts';
import { changedLine } from '../watch/edit.ts';
import { readWatch, writeWatch } from '../watch/line.ts';
import { leastRole, mayUse } from './access.ts';
import { answer, decline } from './answer.ts';
import { readBody, rewriteBody } from './cards/kind.ts';
import { watchesCard } from './cards/watches/body.ts';
import { namedBy } from './cards/watches/naming.ts';
import type { Context } from './context.ts';
import { callsOff } from './question.ts';
import { record } from './record.ts';
import { refuseWord } from './refuse.ts';
import { withPeople } from './watch-people.ts';
import { withoutSlips } from './watch-slips.ts';

/** Whether it is a card on which a watch is being changed: what is said in reply says what it is to be. */
export const changesWatch = (card: Card): boolean => (readBody(watchesCard, card)?.open ?? null) !== null;

/** Somebody writes what is to be different about a watch. Returns whether it is. */
export async function changeByReply(context: Context, card: Card, words: string): Promise<boolean> {
  const { tx, settings, person, place, now } = context;
  const command = context.commands.find(({ spec }) => spec.name === 'watch');
  const body = readBody(watchesCard, card);
  if (!command || !body) return false;
  if (!mayUse(command, person.role, place)) {
    await decline(context, 'not-allowed', { role: leastRole(command, place) ?? 'owner', command: 'watch' });
    return false;
  }
  const here = await watchesIn(tx.db, { chatId: card.chat_id, threadId: card.thread_id ?? 0 });
  const watch = here.find((one) => namedBy(one) === body.open);
  if (!watch || callsOff(words)) {
    await rewriteBody(tx, watchesCard, card, { ...body, open: null }, now);
    return false;
  }
  const said = withoutSlips(changedLine(watch.watched, withoutSlips(words)));
  const reading = await withPeople(context, command.spec, said);
  if (reading === null) return false;
  const read = readWatch(reading);
  if (!read.ok) {
    await refuseWord(context, command.spec, { ...read, reading });
    return false;
  }
  const { kind, heartbeat } = read.watched;
  if (kind === 'balance' && !settings.asksProvider) {
    await decline(context, 'balance-off');
    return false;
  }
  if (heartbeat && heartbeat.name !== watch.watched.heartbeat?.name)
    await expectBeat(tx, heartbeat.name, now);
  const before = writeWatch(watch.watched);
  const other = await changeWatch(tx, watch, { watched: read.watched, by: person.id, now });
  await rewriteBody(tx, watchesCard, card, { ...body, open: null }, now);
  const gone = [before, ...(other ? [writeWatch(other)] : [])];
  const cardId = await answer(context, watchesCard, {
    replaced: gone.join('\n'),
    open: null,
    page: 0,
    said: null,
  });
  await record(context, 'command watch', { cardId, arg: kind });
  return true;
}
