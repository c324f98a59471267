import { z } from 'zod';
import { type JobKind, type JobWork, jobWork } from '../../../jobs/kind.ts';
import type { Logger } from '../../../log.ts';
import type { Reader, Tx } from '../../../store/database.ts';
import { addChunk, createFile, finishFile } from '../../../store/files.ts';
import { settingsOf } from '../../context.ts';
import { isLanguage, localeFor } from '../../locale.ts';
import { writeCard } from '../kind.ts';
import { noticeCard } from '../notice/body.ts';
import { askedStats, statsCard } from './body.ts';
import { countStats } from './figures.ts';
import type { StatsSettings } from './lines.ts';
import { pictureOf } from './picture.ts';

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
/** Bytes of a piece of a file: see addChunk. */
const CHUNK = 64 * 1024;

async function inChat(db: Reader, configured: StatsSettings, { chatId, language }: StatsJob['place']) {
  const settings = await settingsOf(db, chatId, configured);
  return {
    settings,
    locale: localeFor(isLanguage(language) ? language : settings.language, settings.timeZone),
  };
}

async function keepPicture(tx: Tx, png: Uint8Array, now: number): Promise<{ id: string; name: string }> {
  const name = 'stats.png';
  const id = await createFile(tx, { name, now });
  const chunks = Math.ceil(png.length / CHUNK);
  for (let position = 0; position < chunks; position++) {
    await addChunk(tx, id, position, png.subarray(position * CHUNK, (position + 1) * CHUNK));
  }
  await finishFile(tx, id, chunks);
  return { id, name };
}

export const statsWork = (configured: StatsSettings, log: Pick<Logger, 'warn'>): JobWork =>
  jobWork(statsJob, {
    cursor: z.never(),
    maxTries: TRIES,
    async read({ store, body: { asked, place } }) {
      const { settings, locale } = await inChat(store.db, configured, place);
      const counted = await store.read((db) => countStats(db, asked, settings.timeZone));
      return { figures: counted.figures, png: await pictureOf(locale, settings, asked, counted, log) };
    },
    async piece({ tx, read: { figures, png }, body: { asked, place }, now }) {
      const picture = png && (await keepPicture(tx, png, now));
      await writeCard(tx, statsCard, { ...place, now, body: { asked, figures, picture } });
      return null;
    },
    async givenUp(tx, { place }, now) {
      await writeCard(tx, noticeCard, { ...place, now, body: { lines: [{ id: 'stats-given-up' }] } });
    },
  });
