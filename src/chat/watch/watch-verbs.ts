import { switchOff, watchesIn } from '../../store/watch/watches.ts';
import type { Watch } from '../../store/watch/watches-at-hand.ts';
import { quoted, readWatch, wordsOf, writeWatch } from '../../watch/line.ts';
import { mutedUntil } from '../../watch/mute.ts';
import { answer, decline } from '../answer.ts';
import { alertCard } from '../cards/alert/body.ts';
import { stormCard } from '../cards/storm/body.ts';
import { type WatchesBody, watchesCard } from '../cards/watches/body.ts';
import { namedBy } from '../cards/watches/naming.ts';
import type { Context } from '../context.ts';
import { typedWords } from '../grammar/typed-words.ts';
import { localeFor, meaningsIn, wordsIn } from '../locale.ts';
import { may, mayUse } from '../people/access.ts';
import type { Did } from '../record.ts';
import { readZonedMoment } from '../times/zoned-moment.ts';
import { changeTo } from './changing-watch.ts';
import { muteToldOn, muteWatch } from './muting.ts';
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

/** Whether words are those of the watch, and say nothing else of it. */
function areOf({ watched }: Watch, words: readonly string[]): boolean {
  const own = wordsOf(writeWatch(watched)).map((word) => word.toLowerCase());
  return words.every((word) => own.includes(word.toLowerCase()));
}

/** The watch that a line begins with, by as few words as tell it, and the words behind. */
function namedFirst(words: readonly string[], here: readonly Watch[]) {
  for (let n = 1; n <= words.length; n++) {
    const watch = meantBy(words.slice(0, n).map(quoted).join(' '), here);
    if (watch) return { watch, behind: words.slice(n) };
  }
  return null;
}

const UNTIL = new RegExp(`^(?:${typedWords('typed-away-until')})(?!\\S)\\s*`, 'iu');

const LATER_BY = typedWords('typed-later-by').split('|');
/** What stands alone may be a watch's number. */
const BARE_HOUR = new RegExp(`^(?:${typedWords('typed-until-hour')}) \\d{1,2}$`, 'iu');
const PLEASE = new RegExp(`\\s+(?:${typedWords('typed-please')})$`, 'iu');

/** Until when it is silent by "2h", "an hour", "for 2 hours", "until 18:00" (ms); null: these words say something else. */
function silentUntil(words: readonly string[], context: Context): number | null {
  const { now, settings } = context;
  const named = words.join(' ').replace(UNTIL, '').replace(PLEASE, '');
  const said = meaningsIn('typed-until-part').get(named.toLowerCase()) ?? named;
  const [later = ''] = LATER_BY;
  const asHour = BARE_HOUR.test(words.join(' ')) ? [`${said}:00`] : [];
  for (const typed of [`+${said}`, `${later} ${said}`, ...asHour, said]) {
    const moment = readZonedMoment(typed, { now, timeZone: settings.timeZone });
    if ('at' in moment) return moment.at;
    // What the clock has shown today is meant of tomorrow.
    const [later] = moment.no === 'past' ? moment.instead : [];
    // Of a day or a part of one: when people are there again, or as soon as it begins.
    const begins = /\d/.test(said) ? [] : moment.instead;
    const meant = later ?? begins.find((one) => one.endsWith('T09:00')) ?? begins[0];
    if (meant !== undefined) return silentUntil([meant], context);
  }
  return null;
}

/** Which watch is to be silent until when (ms); null: nobody can tell. */
function toMute(words: readonly string[], here: readonly Watch[], context: Context) {
  const { now, settings } = context;
  const [only, ...others] = here;
  const alone = silentUntil(words, context);
  if (alone !== null && only && others.length === 0) return { watch: only, until: alone };
  const found = namedFirst(words, here);
  if (!found) return null;
  const { watch, behind } = found;
  const anHour = { watch, until: mutedUntil('1h', now, settings.timeZone) };
  const own = wordsOf(writeWatch(watch.watched));
  // A summary's day is its own: no time is told by it.
  const isItsDay = !/\d/.test(behind.join(' ')) && areOf(watch, behind);
  if (isItsDay || own.slice(-behind.length).join(' ') === behind.join(' ')) return anHour;
  for (let n = 0; n < behind.length; n++) {
    const until = areOf(watch, behind.slice(0, n)) ? silentUntil(behind.slice(n), context) : null;
    if (until !== null) return { watch, until };
  }
  return areOf(watch, behind) ? anHour : null;
}

/** How one of several is muted in words. */
function muteLine(here: readonly Watch[]): string {
  const { kind, heartbeat } = (here.at(-1) as Watch).watched;
  return ['/watch mute', kind, ...(heartbeat ? [quoted(heartbeat.name)] : []), '2h'].join(' ');
}

/** The line that mutes the watch named, where a time that nobody can read stands behind it; null: other words do. */
function lineWithTime(
  words: readonly string[],
  here: readonly Watch[],
  { language }: Context,
): string | null {
  const found = namedFirst(words, here);
  if (!found || /[=%]/.test(found.behind.join(' '))) return null;
  const named = words.slice(0, words.length - found.behind.length).map(quoted);
  return ['/watch mute', ...named, wordsIn(language, 'typed-away-until')[0], '9:00'].join(' ');
}

/** What tells of alerts: one or a few, or all those that came at once. */
export const TELLING: readonly string[] = [alertCard.name, stormCard.name];

/** Until when that is silent which is told on the card replied to (ms); null: no alert is, or the words name a watch. */
function untilForTold(rest: string, context: Context): number | null {
  const { repliedTo, settings, now } = context;
  if (!repliedTo || !TELLING.includes(repliedTo.kind)) return null;
  return rest === ''
    ? mutedUntil('1h', now, settings.timeZone)
    : silentUntil(wordsOf(withoutSlips(rest)), context);
}

const QUIET = new RegExp(
  `^(?:${typedWords('typed-mute-told')})(?!\\S)(?:\\s+(?:${typedWords('typed-mute-this')})(?!\\S))*`,
  'iu',
);

/** Says nothing for a while of what the alert tells that is replied to, which shows it. Returns whether it was that. */
export async function muteReplied(context: Context, rest: string): Promise<boolean> {
  const { repliedTo } = context;
  const until = untilForTold(rest, context);
  if (until === null || !repliedTo || !(await muteToldOn(context, repliedTo.id, until))) return false;
  const { language, settings, now } = context;
  const time = localeFor(language, settings.timeZone).time(until, now);
  await decline(context, 'watches-said-muted-until', { time });
  return true;
}

/** Whether somebody may have an alert told no more for a while, and told again. */
export function mayMute({ commands, person, place }: Context): boolean {
  const watch = commands.find(({ spec }) => spec.name === 'watch');
  return may(person.role, 'operator') || (watch !== undefined && mayUse(watch, person.role, place));
}

/** What is said in reply to an alert without a command: `mute this for 2h`. Returns whether it was muted by that. */
export async function muteByWords(context: Context, words: string): Promise<boolean> {
  const said = words.trim().replace(/[.!]+$/u, '');
  const [verb] = QUIET.exec(said) ?? [];
  if (verb === undefined || !mayMute(context)) return false;
  return muteReplied(context, said.slice(verb.length).trim());
}

/** Does it to the watch that is named, or shows them all, and says first what came of it. */
export async function doToWatch(
  context: Context,
  { verb, rest }: { readonly verb: Verb; readonly rest: string },
): Promise<Did | null> {
  const { tx, place, repliedTo } = context;
  const here = await watchesIn(tx.db, { chatId: place.chatId, threadId: place.threadId ?? 0 });
  const show = async (more: Partial<WatchesBody>): Promise<string> =>
    answer(context, watchesCard, { replaced: null, open: null, only: null, page: 0, said: null, ...more });
  if (verb === 'list' || here.length === 0) return { cardId: await show({}) };
  const until = verb === 'mute' ? untilForTold(rest, context) : null;
  if (until !== null && repliedTo && (await muteToldOn(context, repliedTo.id, until)))
    return { cardId: await show({ said: { is: 'mute-told', line: String(until) } }), arg: verb };
  const choose = async () => ({
    cardId: await show({ said: { is: `choose-${verb}`, line: verb === 'mute' ? muteLine(here) : '' } }),
  });
  if (rest === '') return choose();
  const words = wordsOf(withoutSlips(rest));
  const noneSuch = async () => ({ cardId: await show({ said: { is: 'none-such', line: rest } }) });
  if (verb === 'mute') {
    const muted = toMute(words, here, context);
    if (!muted && silentUntil(words, context) !== null) return choose();
    const line = muted ? null : lineWithTime(words, here, context);
    if (line !== null) return { cardId: await show({ said: { is: 'mute-when', line } }) };
    if (!muted) return noneSuch();
    await muteWatch(context, muted.watch, muted.until);
    const { watched } = muted.watch;
    return {
      cardId: await show({ only: namedBy(muted.watch), said: { is: verb, line: writeWatch(watched) } }),
      arg: `mute ${watched.kind}`,
    };
  }
  if (verb === 'edit') {
    const found = namedFirst(words, here);
    if (!found) return noneSuch();
    const { watch, behind } = found;
    if (areOf(watch, behind)) return { cardId: await show({ open: namedBy(watch) }) };
    const command = context.commands.find(({ spec }) => spec.name === 'watch');
    const changed = command && (await changeTo(context, command, watch, behind.map(quoted).join(' ')));
    return changed
      ? { cardId: await show({ only: changed.name, replaced: changed.gone.join('\n') }), arg: changed.kind }
      : null;
  }
  const watch = meantBy(rest, here);
  if (!watch) return noneSuch();
  await switchOff(tx, watch.id);
  return {
    cardId: await show({ only: '', said: { is: verb, line: writeWatch(watch.watched) } }),
    arg: `${verb} ${watch.watched.kind}`,
  };
}
