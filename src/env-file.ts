import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { isLocaleList } from './languages.ts';

/** `.env` cannot be read as it was meant: a line for each mistake, with its place and the fix, and no value. */
export class EnvFileError extends Error {
  override name = 'EnvFileError';
}

const ASSIGNMENT = /^\s*(?:export\s+)?([A-Za-z_]\w*)[ \t]*=(.*)$/;
const COMMENT_OR_NOTHING = /^\s*(#|$)/;
const QUOTED = "put it between quotes, '…', or \"…\" where it has a ' of its own";

/** What Node would read otherwise than its author meant, if anything. */
function mistakeIn(line: string): string | null {
  if (COMMENT_OR_NOTHING.test(line)) return null;
  const [, name, value = ''] = ASSIGNMENT.exec(line) ?? [];
  if (name === undefined) return 'not NAME=value';
  const [, quote, quoted = ''] = /^\s*(["'`])(.*)$/.exec(value) ?? [];
  if (!quote) return /(^|\S)#/.test(value) ? `${name}: a # ends the value there: ${QUOTED}` : null;
  const end = quoted.indexOf(quote);
  if (end === -1) return `${name}: the quote at its beginning is not closed on that line`;
  if (COMMENT_OR_NOTHING.test(quoted.slice(end + 1))) return null;
  return `${name}: what stands after the closing quote is cut: ${QUOTED}`;
}

function contentOf(path: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    if (code === 'EISDIR')
      throw new EnvFileError(`${path} is a folder: put the settings into a file of that name`);
    if (code === 'EACCES' || code === 'EPERM') {
      throw new EnvFileError(
        `${path} cannot be read by the user who starts the bot: give it to that user (chown)`,
      );
    }
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      throw new EnvFileError(`${path} is not UTF-8: save it as UTF-8`);
    throw error;
  }
}

/** What the environment sets is meant for this program, but for what a desktop has there for all of them. */
function isMeant(name: string): boolean {
  const value = process.env[name];
  return value !== undefined && !(name === 'LANGUAGE' && isLocaleList(value));
}

/** A name that an earlier line has set otherwise: the last line would hold, whichever of them was meant. */
function twice(lines: readonly string[], index: number): string | null {
  const [, name] = ASSIGNMENT.exec(lines[index] ?? '') ?? [];
  if (name === undefined) return null;
  const valueAt = (line: string | undefined) => parseEnv(line ?? '')[name];
  const earlier = lines.findIndex((line, at) => at < index && valueAt(line) !== undefined);
  if (earlier === -1 || valueAt(lines[earlier]) === valueAt(lines[index])) return null;
  return `${name}: line ${earlier + 1} sets it otherwise: remove one of the two`;
}

/**
 * Puts the settings of `.env`, where there is one, into the environment; what is set there for this program stays.
 * @returns the names that stand in it
 * @throws EnvFileError
 */
export function loadEnvFile(path = '.env'): string[] {
  const content = contentOf(path);
  if (content === null) return [];
  const lines = content.split(/\r?\n/);
  const wrong = lines.flatMap((line, index) => {
    const mistake = mistakeIn(line) ?? twice(lines, index);
    return mistake === null ? [] : `${path}, line ${index + 1}: ${mistake}`;
  });
  if (wrong.length > 0) throw new EnvFileError(wrong.join('\n'));
  const settings = Object.entries(parseEnv(content));
  for (const [name, value] of settings) if (!isMeant(name)) process.env[name] = value;
  return settings.map(([name]) => name);
}
