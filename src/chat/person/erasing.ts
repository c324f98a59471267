import { stillOpen } from '../../store/person/person-data.ts';
import { answer, decline } from '../answer.ts';
import { refuseNobody } from '../book/unknown.ts';
import { type ErasureBody, erasureCard } from '../cards/erasure/body.ts';
import { enterErasing, erasingOf } from '../cards/erasure/whole.ts';
import { writeCard } from '../cards/kind.ts';
import { stillOpenCard } from '../cards/still-open/body.ts';
import { type Context, settingsOf } from '../context.ts';
import type { Did } from '../record.ts';
import { everybodyWith } from '../sending/approving.ts';
import { readStopLine } from '../stop-list/line.ts';
import { declineUnread } from './unread.ts';

/** Whoever else may confirm it. */
async function otherAdmins({ tx, person, settings }: Context): Promise<number[]> {
  return (await everybodyWith(tx.db, settings, 'admin')).filter((id) => id !== person.id);
}

/** Asks the other admins to confirm that all of a person's data go, unless something of theirs is not over. */
export async function askErasure(context: Context, typed: string): Promise<Did | null> {
  const { tx, person, settings, now } = context;
  const read = await readStopLine(context, typed);
  const { numbers, name, nobody, why } = read;
  const [number, another] = numbers;
  if (nobody !== null) return refuseNobody(context, 'forget', nobody);
  if (number === undefined || another !== undefined || why !== null) {
    return declineUnread(context, 'erase', typed, read);
  }
  const others = await otherAdmins(context);
  if (others.length === 0) return decline(context, 'erase-needs-second');
  if ((await stillOpen(tx.db, number, now)).length > 0) {
    await answer(context, stillOpenCard, { number, typed: name ?? `+${number}` });
    return null;
  }
  const body: ErasureBody = { number, askedBy: person.id, of: null, told: [], state: { is: 'asked' } };
  const cardId = await answer(context, erasureCard, body);
  const told: string[] = [];
  for (const chatId of others) {
    const theirs = await settingsOf(tx.db, chatId, settings);
    const place = { chatId, threadId: null, replyTo: null, personId: person.id, language: theirs.language };
    told.push(await writeCard(tx, erasureCard, { ...place, body: { ...body, number: '', of: cardId }, now }));
  }
  const erasing = await erasingOf(tx.db, cardId);
  if (erasing) await enterErasing(tx, erasing, { told, state: body.state }, now);
  return { cardId };
}
