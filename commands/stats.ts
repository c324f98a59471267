import { decline } from '../src/chat/answer.ts';
import { statsJob } from '../src/chat/cards/stats/job.ts';
import type { Command } from '../src/chat/command.ts';
import { nearPeriods, readPeriod } from '../src/chat/period.ts';
import { refuse, refuseWord } from '../src/chat/refuse.ts';
import { lineNaming, readFilter, statsLine, statsSpec } from '../src/chat/stats-line.ts';
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
    const { tx, now, place, person, language, messageId, settings } = context;
    const line = statsLine(text, before);
    if ('problem' in line) {
      const instead = line.attempts.map((rest) =>
        ['/stats', line.period, rest.trim()].filter(Boolean).join(' '),
      );
      const reading = `/stats ${line.period}`;
      return refuse(context, { command: statsSpec, problem: line.problem, reading, instead });
    }
    const period = readPeriod(line.period === '' ? USUAL : line.period, now, settings.timeZone);
    if (period === 'ahead') return decline(context, 'stats-ahead', { typed: line.period });
    const read = await readFilter(tx.db, line.options, settings.country, person.id);
    if ('unknown' in read) {
      return decline(context, `stats-unknown-${read.unknown}`, { typed: String(line.options[read.unknown]) });
    }
    const { by, filter, said } = read;
    if (period === 'unread') {
      const near = nearPeriods(line.period);
      const naming = near ? null : await lineNaming(tx.db, line, now, settings.timeZone);
      if (naming !== null) return decline(context, 'stats-near', { typed: line.period, line: naming });
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
  },
};
