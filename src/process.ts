import { type Config, readConfig } from './config.ts';
import { ConfigError } from './config-error.ts';
import { misspelt, unread as unreadIn } from './config-names.ts';
import { EnvFileError, loadEnvFile } from './env-file.ts';
import type { Logger } from './log.ts';
import { StoreRefused } from './store/engine/refused.ts';

/*
 * How the program tells the person who started it that it does not start, or that it ends.
 */

/** Ends the program with a message for the person who started it. */
export function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

/** The settings, and what stands in `.env` that nothing reads. */
export function settingsOrExit(): { config: Config; unread: readonly string[] } {
  let unread: readonly string[] = [];
  try {
    const written = loadEnvFile();
    unread = unreadIn(written);
    if (!process.env.BOT_TOKEN?.trim()) {
      const meant = misspelt(Object.keys(process.env), written);
      fail(
        [
          ...meant,
          'BOT_TOKEN is not set: get one from @BotFather and put it into .env (see .env.example). To try the bot with nothing set up: npm run demo',
        ].join('\n'),
      );
    }
    return { config: readConfig(process.env, written), unread };
  } catch (error) {
    if (error instanceof EnvFileError) fail(error.message);
    if (error instanceof ConfigError) {
      const others = unread.length > 0 ? ` Nothing reads ${unread.join(', ')} there.` : '';
      fail(`${error.message}\nSettings are read from .env and the environment.${others}`);
    }
    throw error;
  }
}

/** Node would print an error that nobody caught with all that it carries: a request, a row, a text. */
export function endSafely(log: Logger): void {
  process.on('uncaughtException', (err) => {
    log.fatal({ err }, 'the program ends: nobody caught an error');
    process.exit(1);
  });
}

/** Node would name neither the setting nor the fix; null: this is no matter of settings. */
function whyNotListening(error: unknown, { host, port }: Config['http']): string | null {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall !== 'listen' && syscall !== 'getaddrinfo') return null;
  if (code === 'EADDRINUSE') return `HTTP_PORT=${port} is taken: set another one, or 0 for any`;
  if (code === 'EACCES') {
    return `HTTP_PORT=${port}: this user may not listen there: set one above 1023`;
  }
  return `HTTP_HOST=${host} is no address of this machine (${code}): set 127.0.0.1, or 0.0.0.0 for all of them`;
}

/** What keeps the program from starting, by setting and fix; null: nothing that its settings or its store account for. */
export function whyNotStarted(error: unknown, http: Config['http']): string | null {
  return error instanceof StoreRefused ? error.message : whyNotListening(error, http);
}
