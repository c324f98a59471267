import { mute, switchOff, watchesIn } from '../store/watches.ts';
import type { Watch } from '../store/watches-at-hand.ts';
import { readWatch, writeWatch } from '../watch/line.ts';
import { mutedUntil } from '../watch/mute.ts';
import { answer } from './answer.ts';
import { type WatchesBody, watchesCard } from './cards/watches/body.ts';
import { namedBy } from './cards/watches/naming.ts';
import type { Context } from './context.ts';
import { typedWords } from './grammar/typed-words.ts';
import type { Did } from './record.ts';
import { withoutSlips } from './watch-slips.ts';

/** What is done to a watch by a word before its own, as by the button beside it. */
const VERBS = ['list', 'off', 'edit', 'mute'] as const;
type Verb = (typeof VERBS)[number];

const PATTERNS = VERBS.map(
  (verb) => [verb, new RegExp(`^(?:${typedWords(`typed-watch-${verb}`)})(?!\\S)`, 'iu')] as const,
);

/** What is to be done, and to which; null: a watch is described. */
export function watchVerb(typed: string): { readonly verb: Verb; readonly rest: string } | null {
  const words = typed.trim();
  const found = PATTERNS.find(([, pattern]) => pattern.test(words));
  return found ? { verb: found[0], rest: words.replace(found[1], '').trim() } : null;
}

/** The watch that is meant: by its kind, by its number in the list, or a heartbeat by its name. */
function meantBy(typed: string, here: readonly Watch[]): Watch | undefined {
  if (/^\d+$/.test(typed)) return here[Number(typed) - 1];
  const [kind = '', name = ''] = withoutSlips(typed).trim().toLowerCase().split(/\s+/);
  const beats = here.filter(({ watched: { heartbeat } }) => heartbeat !== undefined);
  const named = beats.filter(({ watched: { heartbeat } }) =>
    [kind, name].includes(heartbeat?.name.toLowerCase() ?? ''),
  );
  if (named.length === 1) return named[0];
  if (kind === 'heartbeat') return beats.length === 1 && name === '' ? beats[0] : undefined;
  const read = readWatch(withoutSlips(typed));
  const meant = kind === 'summary' && read.ok ? read.watched.kind : kind;
  return here.find(({ watched }) => watched.kind === meant);
}

/** Does it to the watch that is named, or shows them all, and says first what came of it. */
export async function doToWatch(
  context: Context,
  { verb, rest }: { readonly verb: Verb; readonly rest: string },
): Promise<Did> {
  const { tx, now, place, settings } = context;
  const here = await watchesIn(tx.db, { chatId: place.chatId, threadId: place.threadId ?? 0 });
  const show = async (more: Partial<WatchesBody>): Promise<string> =>
    answer(context, watchesCard, { replaced: null, open: null, page: 0, said: null, ...more });
  if (verb === 'list' || here.length === 0) return { cardId: await show({}) };
  if (rest === '') return { cardId: await show({ said: { is: `choose-${verb}`, line: '' } }) };
  const watch = meantBy(rest, here);
  if (!watch) return { cardId: await show({ said: { is: 'none-such', line: rest } }) };
  if (verb === 'edit') return { cardId: await show({ open: namedBy(watch) }) };
  if (verb === 'off') await switchOff(tx, watch.id);
  else await mute(tx, watch.id, mutedUntil('1h', now, settings.timeZone));
  const line = writeWatch(watch.watched);
  return { cardId: await show({ said: { is: verb, line } }), arg: `${verb} ${watch.watched.kind}` };
}
