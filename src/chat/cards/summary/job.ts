import { z } from 'zod';
import { type JobKind, type JobWork, jobWork } from '../../../jobs/kind.ts';
import type { Logger } from '../../../log.ts';
import type { Tx } from '../../../store/engine/database.ts';
import { settingsOf } from '../../context.ts';
import { writeCard } from '../kind.ts';
import { noticeCard } from '../notice/body.ts';
import { askedStats } from '../stats/body.ts';
import { keepPicture, readFigures } from '../stats/drawn.ts';
import type { StatsSettings } from '../stats/lines.ts';
import { summaryCard } from './body.ts';

const body = z.object({
  asked: askedStats,
  place: z.object({ chatId: z.number(), threadId: z.number() }),
  isLate: z.boolean(),
});
type SummaryJob = z.infer<typeof body>;

/** Counts a day or a week, draws it, and writes the card that shows both. */
export const summaryJob: JobKind<SummaryJob> = { name: 'summary', version: 1, body };

const TRIES = 4;

export function summaryWork(configured: StatsSettings, log: Pick<Logger, 'warn'>): JobWork {
  /** Where its card goes, in the language of the chat. */
  async function placed({ db }: Tx, { place }: SummaryJob, now: number) {
    const { chatId, threadId } = place;
    const { language } = await settingsOf(db, chatId, configured);
    return { chatId, threadId: threadId || null, replyTo: null, personId: null, language, now };
  }

  return jobWork(summaryJob, {
    cursor: z.never(),
    maxTries: TRIES,
    read: ({ body: { asked, place }, ...reading }) =>
      readFigures(reading, configured, asked, { ...place, language: null }, log),
    async piece({ tx, read: { figures, png }, body: job, now }) {
      const { asked, place, isLate } = job;
      const picture = await keepPicture(tx, png, now);
      const shown = { asked, figures, picture, isLate, threadId: place.threadId };
      await writeCard(tx, summaryCard, { ...(await placed(tx, job, now)), body: shown });
      return null;
    },
    async givenUp(tx, job, now) {
      const lines = [{ id: 'stats-given-up' }];
      await writeCard(tx, noticeCard, { ...(await placed(tx, job, now)), body: { lines } });
    },
  });
}
