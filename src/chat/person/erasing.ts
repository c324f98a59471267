import { stillOpen } from '../../store/person-data.ts';
import { answer, decline } from '../answer.ts';
import { everybodyWith } from '../approving.ts';
import { refuseNobody } from '../book/unknown.ts';
import { type ErasureBody, erasureCard } from '../cards/erasure/body.ts';
import { enterErasing, erasingOf } from '../cards/erasure/whole.ts';
import { writeCard } from '../cards/kind.ts';
import { type Context, settingsOf } from '../context.ts';
import { localeFor } from '../locale.ts';
import type { Did } from '../record.ts';
import { readStopLine } from '../stop-list/line.ts';
import { openWords } from './open-words.ts';

/** Whoever else may confirm it. */
async function otherAdmins({ tx, person, settings }: Context): Promise<number[]> {
  return (await everybodyWith(tx.db, settings, 'admin')).filter((id) => id !== person.id);
}

/** Asks the other admins to confirm that all of a person's data go, unless something of theirs is not over. */
export async function askErasure(context: Context, typed: string): Promise<Did | null> {
  const { tx, person, settings, language, now } = context;
  const { numbers, nobody } = await readStopLine(context, typed);
  const [number, another] = numbers;
  if (nobody !== null) return refuseNobody(context, 'forget', nobody);
  if (number === undefined || another !== undefined) return decline(context, 'erase-how');
  const others = await otherAdmins(context);
  if (others.length === 0) return decline(context, 'erase-needs-second');
  const open = await stillOpen(tx.db, number, now);
  if (open.length > 0) {
    const list = openWords(localeFor(language, settings.timeZone), open);
    return decline(context, 'erase-open', { list });
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
