import { z } from 'zod';
import { type JobKind, type JobWork, jobWork } from '../../../jobs/kind.ts';
import type { Logger } from '../../../log.ts';
import { writeCard } from '../kind.ts';
import { noticeCard } from '../notice/body.ts';
import { askedStats, statsCard } from './body.ts';
import { keepPicture, readFigures } from './drawn.ts';
import type { StatsSettings } from './lines.ts';

const body = z.object({
  asked: askedStats,
  /** Where the card goes. */
  place: z.object({
    chatId: z.number(),
    threadId: z.number().nullable(),
    replyTo: z.number().nullable(),
    personId: z.number(),
    language: z.string(),
  }),
});
type StatsJob = z.infer<typeof body>;

/** Counts what was asked for, draws it, and writes the card that shows both. */
export const statsJob: JobKind<StatsJob> = { name: 'stats', version: 1, body };

const TRIES = 4;
export const statsWork = (configured: StatsSettings, log: Pick<Logger, 'warn'>): JobWork =>
  jobWork(statsJob, {
    cursor: z.never(),
    maxTries: TRIES,
    async read({ body: { asked, place }, ...reading }) {
      return readFigures(reading, configured, asked, place, log);
    },
    async piece({ tx, read: { figures, png }, body: { asked, place }, now }) {
      const picture = await keepPicture(tx, png, now);
      await writeCard(tx, statsCard, { ...place, now, body: { asked, figures, picture } });
      return null;
    },
    async givenUp(tx, { place }, now) {
      await writeCard(tx, noticeCard, { ...place, now, body: { lines: [{ id: 'stats-given-up' }] } });
    },
  });
