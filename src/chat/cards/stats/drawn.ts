import type { Reading } from '../../../jobs/kind.ts';
import type { Logger } from '../../../log.ts';
import { storeFile } from '../../../store/chats/files.ts';
import type { Tx } from '../../../store/engine/database.ts';
import { settingsOf } from '../../context.ts';
import { isLanguage, localeFor } from '../../locale.ts';
import type { AskedStats, Figures, StatsBody } from './body.ts';
import { countStats } from './figures.ts';
import type { StatsSettings } from './lines.ts';
import { pictureOf } from './picture.ts';

/** What a card shows: its figures, and the picture (PNG) where one can be made. */
export interface Drawn {
  readonly figures: Figures;
  readonly png: Uint8Array | null;
}

/** So often it is tried to draw: what kills the program is more likely the picture than the figures, which go alone then. */
const DRAWN_TRIES = 2;

/** Counts what was asked for and draws it, in the language asked for, else that of the chat. */
export async function readFigures(
  { store, tries }: Pick<Reading<unknown, unknown>, 'store' | 'tries'>,
  configured: StatsSettings,
  asked: AskedStats,
  { chatId, language }: { readonly chatId: number; readonly language: string | null },
  log: Pick<Logger, 'warn'>,
): Promise<Drawn> {
  const settings = await settingsOf(store.db, chatId, configured);
  const locale = localeFor(
    language !== null && isLanguage(language) ? language : settings.language,
    settings.timeZone,
  );
  const counted = await store.read((db) => countStats(db, asked, settings.timeZone));
  const png = tries > DRAWN_TRIES ? null : await pictureOf(locale, settings, asked, counted, log);
  return { figures: counted.figures, png };
}

/** Keeps a picture for Telegram to fetch. */
export async function keepPicture(tx: Tx, png: Drawn['png'], now: number): Promise<StatsBody['picture']> {
  if (png === null) return null;
  const name = 'stats.png';
  return { id: await storeFile(tx, { name, now }, png), name };
}
