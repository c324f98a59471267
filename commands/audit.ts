import { answer, decline } from '../src/chat/answer.ts';
import { auditCard } from '../src/chat/cards/audit/body.ts';
import type { Command } from '../src/chat/command.ts';
import { nameLike, peopleCalled } from '../src/chat/people/people-like.ts';
import { type NoPeriod, type Period, readPeriod } from '../src/chat/times/period.ts';

/** What is shown where no period is named. */
const USUAL = '7d';

/** A line of /audit: the longest end of it that is a period, and whose name stands before that. */
function whoAndWhen(
  typed: string,
  now: number,
  timeZone: string,
): { readonly who: string; readonly period: Period | NoPeriod } {
  const words = typed.split(/\s+/).filter(Boolean);
  for (let at = 0; at < words.length; at++) {
    const period = readPeriod(words.slice(at).join(' '), now, timeZone);
    if (period !== 'unread') return { who: words.slice(0, at).join(' '), period };
  }
  return { who: words.join(' '), period: readPeriod(USUAL, now, timeZone) };
}

export const audit: Command = {
  spec: { name: 'audit', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'admin',
  showsAlone: true,
  examples: ['', '2026-11', '123456789 7d'],
  async run(context, { text }) {
    const { tx, now, settings } = context;
    const { who, period } = whoAndWhen(text, now, settings.timeZone);
    if (typeof period === 'string') return decline(context, 'stats-ahead', { typed: text.trim() });
    const people = who === '' ? null : await peopleCalled(tx.db, who);
    if (people?.length === 0) {
      const name = await nameLike(tx.db, who);
      return name === null
        ? decline(context, 'audit-nobody', { typed: who })
        : decline(context, 'audit-nobody-near', {
            typed: who,
            line: `/audit ${text.trim().replace(who, name)}`,
          });
    }
    const actors = people?.map(({ id }) => String(id)) ?? null;
    return { cardId: await answer(context, auditCard, { ...period, actors }), arg: text.trim() || null };
  },
};
