import { decline } from '../src/chat/answer.ts';
import { statsJob } from '../src/chat/cards/stats/job.ts';
import type { Command } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { personLike } from '../src/chat/people/people-like.ts';
import type { Did } from '../src/chat/record.ts';
import { refuse, refuseWord } from '../src/chat/refuse.ts';
import {
  type Asking,
  namingIn,
  readFilter,
  statsLine,
  statsSpec,
  withKnownOperator,
  writeStats,
} from '../src/chat/stats-line.ts';
import { nearPeriods, readPeriod } from '../src/chat/times/period.ts';
import { enqueueJob } from '../src/jobs/kind.ts';

/** What is shown where no period is named. */
const USUAL = '24h';
const EXAMPLES = ['7d', '2026-11', '2026-11-01..2026-11-15', '24h'];

export const stats: Command = {
  spec: statsSpec,
  role: 'viewer',
  showsAlone: true,
  examples: ['', '7d', '2026-11 from=SHOP', '90d number={phone}', '7d by=operator'],
  async run(context, { text, options: before }) {
    const line = statsLine(text, before);
    if ('problem' in line) {
      const instead = line.attempts.map((rest) =>
        ['/stats', line.period, rest.trim()].filter(Boolean).join(' '),
      );
      const reading = `/stats ${line.period}`;
      return refuse(context, { command: statsSpec, problem: line.problem, reading, instead });
    }
    return answerLine(context, line);
  },
};

async function answerLine(context: Context, line: Asking): Promise<Did | null> {
  const { tx, now, place, person, language, messageId, settings } = context;
  const { timeZone } = settings;
  const period = readPeriod(line.period === '' ? USUAL : line.period, now, timeZone);
  if (period === 'ahead') return decline(context, 'stats-ahead', { typed: line.period });
  const options = await withKnownOperator(tx.db, line.options, now);
  const read = await readFilter(tx.db, options, settings.country, person.id);
  if ('unknown' in read) {
    const typed = String(line.options[read.unknown]);
    const like = read.unknown === 'by' ? await personLike(tx.db, typed) : null;
    if (!like) return decline(context, `stats-unknown-${read.unknown}`, { typed });
    const meant = { ...line, options: { ...line.options, by: like.name } };
    return like.isSure
      ? answerLine(context, meant)
      : decline(context, 'stats-near-by', { typed, line: writeStats(meant) });
  }
  const { by, filter, said } = read;
  if (period === 'unread') {
    const near = nearPeriods(line.period);
    const naming = near ? null : await namingIn(tx.db, line, now, timeZone);
    if (naming?.isSure) return answerLine(context, naming);
    if (naming) return decline(context, 'stats-near', { typed: line.period, line: writeStats(naming) });
    return refuseWord(context, statsSpec, {
      typed: line.period,
      values: near ?? EXAMPLES,
      isOpen: true,
      before: said.map((one) => `${one} `).join(''),
    });
  }
  const asked = { ...period, filter, by, said };
  const replyTo = place.isPrivate ? null : messageId;
  const { chatId, threadId } = place;
  const at = { chatId, threadId, replyTo, personId: person.id, language };
  await enqueueJob(tx, statsJob, { asked, place: at }, { key: null, now });
  // A customer's number is kept for nobody to read who did what.
  const kept = said.map((one) => (one.startsWith('number=') ? 'number=…' : one));
  return { arg: [line.period || USUAL, ...kept].join(' ') };
}
