import { loadEnvFile } from '../env-file.ts';

/** The store of the bot that is started here: DATABASE_URL from .env or the environment, else its default. Throws EnvFileError. */
export function storeAddress(variables: NodeJS.ProcessEnv = process.env): string {
  if (variables === process.env) loadEnvFile();
  return variables.DATABASE_URL?.trim() || 'file:data/bot.db';
}

/** The path in a SQLite address, null for another kind of store. */
export const filePath = (url: string): string | null =>
  url.startsWith('file:') ? url.slice('file:'.length) : null;
