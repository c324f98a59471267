import { beginningOf, type Day, dayAt, isDate, weekdayOf } from '../../messages/zone.ts';
import { lastLanguageIn } from '../../store/chats/cards.ts';
import { scheduledOrders } from '../../store/orders/scheduled.ts';
import { awayUntil, endAway, setAway } from '../../store/talks/away.ts';
import { placesOf, type TalkPlace } from '../../store/talks/talk-places.ts';
import { handOver } from '../../store/talks/talks.ts';
import { answer, decline } from '../answer.ts';
import { handedOverCard } from '../cards/handed-over/body.ts';
import { writeCard } from '../cards/kind.ts';
import { noticeCard } from '../cards/notice/body.ts';
import { nameById } from '../cards/presser.ts';
import { scheduledCard } from '../cards/scheduled/body.ts';
import type { Context } from '../context.ts';
import { isLanguage, isOneOf, localeFor } from '../locale.ts';
import type { Did } from '../record.ts';
import { monthNamed } from '../times/months.ts';
import { weekdayNamed } from '../times/weekdays.ts';
import { dayWords } from './away-words.ts';

/* Whoever is away answers nobody: what was theirs is the team's, which is told so where it is shown. */

/** A year is the longest absence. */
const LONGEST_DAYS = 366;

/** A date with figures, or with its month by name; of one without a year the next there is. */
function dateOf(typed: string, today: Day): Day | null {
  const [, y, m, d] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed) ?? [];
  const [, d2, m2, y2] = /^(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?$/.exec(typed) ?? [];
  const named = typed.replace(/^(\p{L}+)\.?\s+(\d{1,2}),?(?!\d)/u, '$2 $1');
  const [, d3, m3 = '', y3] = /^(\d{1,2})\s+(\p{L}+)\.?(?:\s+(\d{4}))?$/u.exec(named) ?? [];
  const [month, day] = [Number(m ?? m2 ?? monthNamed(m3)), Number(d ?? d2 ?? d3)];
  if (!month || !day) return null;
  const isOver = month < today.month || (month === today.month && day <= today.day);
  const year = Number(y ?? y2 ?? y3 ?? (isOver ? today.year + 1 : today.year));
  return isDate({ year, month, day }) ? { year, month, day } : null;
}

/**
 * Reads the day on which somebody is back, in any language: mon, tomorrow, 5d, a week, 30.11, 2026-11-30. Returns its beginning
 * (ms); null: it is none, or not within a year from tomorrow on.
 */
export function readBack(typed: string, now: number, timeZone: string): number | null {
  const words = typed.trim().toLowerCase();
  const today = dayAt(now, timeZone);
  const [, count = '1', unit = ''] = /^(?:(\d{1,3})\s*)?(\p{L}+)$/u.exec(words) ?? [];
  const weekday = weekdayNamed(words);
  const ahead = isOneOf(words, 'typed-away-tomorrow')
    ? 1
    : isOneOf(words, 'typed-after-tomorrow')
      ? 2
      : isOneOf(unit, 'typed-days')
        ? Number(count)
        : isOneOf(unit, 'typed-weeks')
          ? 7 * Number(count)
          : weekday !== null && !/\s/.test(words)
            ? ((weekday - 1 - weekdayOf(today) + 6) % 7) + 1
            : null;
  const day = ahead === null ? dateOf(words, today) : { ...today, day: today.day + ahead };
  const at = day && beginningOf(day, timeZone);
  const latest = beginningOf({ ...today, day: today.day + LONGEST_DAYS }, timeZone);
  return at !== null && at > now && at <= latest ? at : null;
}

/** Tells each chat that shows conversations of theirs which ones these are. */
async function tellTeam({ tx, person, settings, now }: Context, until: number, talkIds: readonly number[]) {
  const shown = new Map<string, { readonly place: TalkPlace; readonly talkIds: number[] }>();
  for (const id of talkIds) {
    for (const place of await placesOf(tx.db, id)) {
      if (place.chat_id === person.id) continue;
      const key = `${place.chat_id} ${place.thread_id}`;
      const there = shown.get(key) ?? { place, talkIds: [] };
      there.talkIds.push(id);
      shown.set(key, there);
    }
  }
  for (const { place, talkIds: ids } of shown.values()) {
    const { chat_id: chatId, thread_id } = place;
    // The settings at hand speak the language of whoever goes away.
    const language = (await lastLanguageIn(tx.db, chatId)) ?? settings.language;
    await writeCard(tx, handedOverCard, {
      body: { personId: person.id, until, talkIds: ids },
      chatId,
      threadId: thread_id || null,
      replyTo: null,
      language,
      personId: person.id,
      now,
    });
  }
}

/** Schedules that are looked at for the chats in which they were asked for. */
const SCHEDULED = 1_000;

/**
 * Lists in each group what is set for a time there, once some of it is theirs, so that anybody may change it, send it or call
 * it off. It stays set: whether whoever asked for it may still send is seen when its time comes.
 */
async function tellOfScheduled({ tx, person, settings, now }: Context, until: number) {
  const theirs = await scheduledOrders(tx.db, { personId: person.id }, { from: 0, limit: SCHEDULED });
  for (const [chatId, orders] of Map.groupBy(theirs, ({ chat_id }) => chat_id)) {
    if (chatId === null || chatId > 0) continue;
    const last = await lastLanguageIn(tx.db, chatId);
    const language = last != null && isLanguage(last) ? last : settings.language;
    const shown = {
      chatId,
      threadId: orders[0]?.thread_id ?? null,
      replyTo: null,
      language,
      personId: person.id,
      now,
    };
    const name = await nameById(tx.db, person.id);
    const args = {
      name,
      until: dayWords(localeFor(language, settings.timeZone), settings.timeZone, until, now),
      n: orders.length,
    };
    await writeCard(tx, noticeCard, { ...shown, body: { lines: [{ id: 'handed-over-scheduled', args }] } });
    await writeCard(tx, scheduledCard, { ...shown, body: { page: 0 } });
  }
}

/** Somebody is away until a day, or says whether they are (`typed` is empty). */
export async function goAway(context: Context, typed: string): Promise<Did | null> {
  const { tx, person, settings, language, now } = context;
  const locale = localeFor(language, settings.timeZone);
  const words = typed.trim().split(/\s+/);
  const from = words.findIndex((one, at) => !isOneOf(one, 'typed-away-until') || at === words.length - 1);
  const word = words.slice(from).join(' ');
  if (word === '') {
    const until = await awayUntil(tx.db, person.id, now);
    if (until === null) return decline(context, 'away-how');
    return decline(context, 'away-already', { until: dayWords(locale, settings.timeZone, until, now) });
  }
  if (isOneOf(word, 'typed-off')) return comeBack(context);
  const until = readBack(word, now, settings.timeZone);
  if (until === null) return decline(context, 'away-unread', { typed: word });
  await setAway(tx, person.id, { until, now });
  const talkIds = await handOver(tx, person.id, now);
  const args = { until: dayWords(locale, settings.timeZone, until, now), n: talkIds.length };
  const cardId = await answer(context, noticeCard, { lines: [{ id: 'away', args }] });
  await tellTeam(context, until, talkIds);
  await tellOfScheduled(context, until);
  return { cardId };
}

/** They are there again. */
export async function comeBack(context: Context): Promise<Did | null> {
  const { tx, person, now } = context;
  if ((await awayUntil(tx.db, person.id, now)) === null) return decline(context, 'back-already');
  await endAway(tx, person.id);
  return { cardId: await answer(context, noticeCard, { lines: [{ id: 'back' }] }) };
}
