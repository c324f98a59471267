import { QuotaExceeded } from '../../desk/quota.ts';
import { callingCode } from '../../messages/recipient.ts';
import { findCard } from '../../store/chats/cards.ts';
import { answer, decline } from '../answer.ts';
import { turnInto } from '../cards/kind.ts';
import { noticeCard } from '../cards/notice/body.ts';
import { namesOf } from '../cards/sight.ts';
import { untilOnCard } from '../cards/until-on/body.ts';
import { beginAsking } from '../cards/until-on/job.ts';
import type { CommandLine } from '../command.ts';
import type { Context } from '../context.ts';
import { TO_FILL_IN } from '../grammar/options.ts';
import { hourInFigures } from '../grammar/spoken-clock.ts';
import { CLOCK_SHOWN, in24Hours } from '../grammar/twelve-hours.ts';
import { typedWords, withApostrophes } from '../grammar/typed-words.ts';
import { LANGUAGES, localeFor, wordsIn } from '../locale.ts';
import { overLine } from '../people/quotas.ts';
import type { Did } from '../record.ts';
import { askedAlready } from './asking-by-words.ts';
import { momentIn } from './set-time.ts';
import { hoursInMinutes } from './spoken-length.ts';
import { noonInFigures } from './time-words.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Unless it is said for how long. */
const USUAL_MS = 2 * HOUR_MS;
const LEAST_MS = 10 * MINUTE_MS;
const MOST_MS = 24 * HOUR_MS;

const UNIT = `(?<hours>${typedWords('typed-hours')})|(?<minutes>${typedWords('typed-minutes')})`;
const UNTIL_ON = `(?:${typedWords('typed-until-on')})(?:\\s+(?:(?:${typedWords('typed-for')})\\s+)?(?<count>\\d{1,4})\\s*(?:${UNIT})\\.?)?`;
/** Behind the number, as commands have it, or before it, as people say it. */
const BEHIND = new RegExp(`\\s${UNTIL_ON}(?=\\s*$|\\s+(?!\\d))`, 'iu');
const BEFORE = new RegExp(`^\\s*${UNTIL_ON}(?=[\\s,:;])[\\s,:;]*(?=\\S)`, 'iu');
/** The word with anything else behind it, such as `until 18:00`: no number is written so. */
const UNTIL_WHAT = new RegExp(`\\s(?:${typedWords('typed-until')})(?:\\s(?<what>[^\\n]*))?$`, 'iu');

/** With what a clock shows behind it: until then at the latest. */
const UNTIL_CLOCK = new RegExp(
  `\\s(?:${typedWords('typed-until')})\\s+(?<clock>${CLOCK_SHOWN}|${typedWords('typed-noon')})\\s*$`,
  'iu',
);

/** What a clock of 24 hours shows by an hour in words, `six in the evening`; null: it is none, or may be two. */
function hourInWords(what: string): string | null {
  const said = LANGUAGES.flatMap((language) => wordsIn(language, 'typed-at-hour')).flatMap((at) =>
    hourInFigures(`${at} ${what.trim().toLowerCase()}`),
  );
  const [only, another] = new Set(said.map(in24Hours));
  return only !== undefined && another === undefined && /^\d+:\d\d$/.test(only) ? only : null;
}

/** A line in which "until on", or "until on 6h", is the option that it stands for; what else is to come first is none. */
export function withUntilOption(typed: string): string {
  const rest = hoursInMinutes(withApostrophes(typed));
  const first = BEFORE.exec(rest);
  const said = first ?? BEHIND.exec(rest);
  const clock = UNTIL_CLOCK.exec(rest)?.groups?.clock;
  if (!said && clock !== undefined)
    return rest.replace(UNTIL_CLOCK, ` until=${in24Hours(noonInFigures(clock.toLowerCase()))}`);
  if (!said) return rest.replace(UNTIL_WHAT, (_, what = '') => ` until=${hourInWords(String(what)) ?? '?'}`);
  const { count, hours } = said.groups ?? {};
  const [before, behind] = [rest.slice(0, said.index), rest.slice(said.index + said[0].length)];
  const until = `until=${count === undefined ? 'on' : `${count}${hours ? 'h' : 'm'}`}`;
  return first ? ` ${behind.trimEnd()} ${until}` : `${before.trimEnd()} ${until}${behind.trimEnd()}`;
}

/** For how long that is (ms); null: it is no such time, or not one for which anybody is asked. */
function lengthOf(context: Context, until: string): number | null {
  if (until === 'on') return USUAL_MS;
  const [, count, unit] = /^(\d{1,4})([hm])$/.exec(until) ?? [];
  const moment = /^\d{1,2}:\d{2}$/.test(until) ? momentIn(context, until) : null;
  const ms =
    moment && 'at' in moment ? moment.at - context.now : Number(count) * (unit === 'h' ? HOUR_MS : MINUTE_MS);
  return ms >= LEAST_MS && ms <= MOST_MS ? ms : null;
}

/** Pings one number until the phone is on, or the time is over. */
export async function pingUntilOn(context: Context, line: CommandLine, until: string): Promise<Did | null> {
  const { tx, now, person, settings } = context;
  const [only, another] = line.recipients;
  const length = lengthOf(context, until);
  if (!only || another || line.bad.length > 0) {
    const number = only?.typed ?? `+${callingCode('', settings.country)}${TO_FILL_IN}`;
    return decline(context, 'until-on-one', { number, until });
  }
  if (length === null) return decline(context, 'until-on-length', { number: only.typed });
  const before = await askedAlready(context, only.to);
  if (before) {
    const time = localeFor(context.language, settings.timeZone).minute(before.endsAt, now);
    return decline(context, 'until-on-already', { number: only.typed, time });
  }
  const asked = {
    to: only.to,
    names: namesOf([only]),
    askerId: person.id,
    beganAt: now,
    endsAt: now + length,
    orders: [],
    over: null,
  };
  const cardId = await answer(context, untilOnCard, asked);
  const card = await findCard(tx.db, cardId);
  if (!card) throw new Error(`the card ${cardId} is gone`);
  try {
    await beginAsking(tx, settings, card, asked, now);
  } catch (error) {
    if (!(error instanceof QuotaExceeded)) throw error;
    const body = {
      lines: [await overLine(tx.db, localeFor(context.language, settings.timeZone), settings, error)],
    };
    await turnInto(tx, noticeCard, card, { body, language: context.language, now });
    return null;
  }
  return { cardId };
}
