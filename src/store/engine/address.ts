import { loadEnvFile } from '../../env-file.ts';
import { StoreRefused } from './refused.ts';

/** DATABASE_URL names a kind of store that is not there. */
export class UnknownStore extends StoreRefused {
  override name = 'UnknownStore';
  constructor() {
    super(
      'DATABASE_URL takes file:PATH, such as file:data/bot.db, or postgres://USER:PASSWORD@HOST/DATABASE',
    );
  }
}

/**
 * The store of the bot that is started here: DATABASE_URL from .env or the environment, else its default.
 * @throws EnvFileError, UnknownStore
 */
export function storeAddress(variables: NodeJS.ProcessEnv = process.env): string {
  if (variables === process.env) loadEnvFile();
  const url = variables.DATABASE_URL?.trim() || 'file:data/bot.db';
  if (filePath(url) === null && !isPostgres(url)) throw new UnknownStore();
  return url;
}

/** The path in a SQLite address, null for another kind of store. */
export const filePath = (url: string): string | null =>
  url.startsWith('file:') ? url.slice('file:'.length) : null;

export const isPostgres = (url: string): boolean => /^postgres(ql)?:/.test(url);
