import type { Logger } from '../log.ts';
import type { Progress } from '../store/carrying/piece.ts';
import type { HttpOptions } from './server.ts';
import { newServer, refuse } from './server.ts';

/** Between two words of the log on how far it is (ms). */
const SAID_EVERY_MS = 10_000;
const WHAT = 'the store is being carried over to the tables of this version';

/** How far the carrying over of a store is, in words for an operator. */
function carryingWords({ stage, carried, total }: Progress): string {
  if (carried >= total && carried > 0) return `${WHAT}: all ${total} messages are there, the rest follows`;
  if (stage === 'messages') return `${WHAT}: ${carried} of ${total} messages`;
  return `${WHAT}: it is looked through, ${total} messages so far`;
}

/**
 * Opens the store, which a version before this one may have filled: while that is carried over, the process says that it
 * lives, and how far it is. Whoever calls otherwise is to come again.
 * @param open is given what to call with how far it is
 * @throws what opening throws, or listening
 */
export async function servedMeanwhile<Opened>(
  { host, port, log }: Pick<HttpOptions, 'host' | 'port'> & { readonly log: Logger },
  open: (said: (progress: Progress) => void) => Promise<Opened>,
): Promise<Opened> {
  const begun = performance.now();
  const failed = Promise.withResolvers<never>();
  let last: Progress | null = null;
  let stop = async () => {};

  function serve(): void {
    const server = newServer();
    server.get('/healthz', async () => ({ status: 'ok' }));
    server.get('/readyz', async (_request, reply) =>
      reply.code(503).send({ status: 'not ready', reasons: last ? { store: carryingWords(last) } : {} }),
    );
    server.all('/*', (_request, reply) => refuse(reply, 503));
    const listening = server.listen({ host, port }).catch(failed.reject);
    const saying = setInterval(() => log.info(last ?? {}, WHAT), SAID_EVERY_MS);
    stop = async () => {
      clearInterval(saying);
      await listening;
      await server.close();
    };
  }

  function said(progress: Progress): void {
    const isFirst = last === null;
    last = progress;
    if (!isFirst) return;
    log.info(progress, WHAT);
    serve();
  }

  try {
    const opened = await Promise.race([open(said), failed.promise]);
    if (last) {
      const seconds = Math.round((performance.now() - begun) / 1000);
      log.info({ messages: (last as Progress).total, seconds }, 'the store has been carried over');
    }
    return opened;
  } finally {
    await stop();
  }
}
