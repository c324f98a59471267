import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { type Agent, get, type IncomingMessage } from 'node:http';
import { get as getSecurely } from 'node:https';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { throughProxy } from './proxy.ts';
import { createTelegram, type TelegramOptions } from './telegram.ts';

/** What came of it: the digest of what it holds (SHA-256, hex), or why Telegram does not hand it out. */
export type Downloaded = { readonly digest: string } | { readonly refused: 'too-big' | 'gone' };

/** Writes a file that somebody sent to a path. Throws where Telegram cannot be reached: another time it may be. */
export type Download = (fileId: string, path: string, mostBytes: number) => Promise<Downloaded>;

/** Telegram handed a file out otherwise than it says (Bot API: getFile), or not to its end. */
class DownloadFailed extends Error {
  override name = 'DownloadFailed';
}

const TELEGRAM = 'https://api.telegram.org';
/** Nothing came for so long (ms). */
const SILENT_MS = 30_000;
/** The largest file comes in this time at half a megabit a second (ms): other people's tables wait for it. */
const WHOLE_MS = 5 * 60_000;

/** Downloads through the same door as everything else. */
export function createDownload(options: TelegramOptions, wholeMs = WHOLE_MS): Download {
  const { token, apiRoot = TELEGRAM, proxy } = options;
  const telegram = createTelegram(options);
  const agent = proxy ? throughProxy(proxy) : undefined;
  return async (fileId, path, mostBytes) => {
    const found = await telegram.attempt(() => telegram.api.getFile(fileId));
    if (found.kind === 'refused') return { refused: 'too-big' };
    if (found.kind === 'not-now' && found.code === 400) return { refused: 'gone' };
    if (found.kind !== 'done') throw new DownloadFailed(`getFile: ${found.kind}`);
    const { file_path, file_size = 0 } = found.value;
    if (file_size > mostBytes) return { refused: 'too-big' };
    const place = file_path?.split('/').map(encodeURIComponent).join('/');
    // The address has the token: it is in no error and no log.
    const response = await request(`${apiRoot.replace(/\/+$/, '')}/file/bot${token}/${place}`, agent);
    if (response.statusCode !== 200) {
      response.destroy();
      throw new DownloadFailed(`status ${response.statusCode}`);
    }
    const hash = createHash('sha256');
    let length = 0;
    const measured = new Transform({
      transform(chunk: Buffer, _, done) {
        length += chunk.length;
        hash.update(chunk);
        done(length > mostBytes ? new DownloadFailed('longer than it was said to be') : null, chunk);
      },
    });
    await pipeline(response, measured, createWriteStream(path), { signal: AbortSignal.timeout(wholeMs) });
    // Without a length of its own an answer that is cut off ends like a whole one, and rows would be missing unsaid.
    if (length < file_size) throw new DownloadFailed('shorter than it was said to be');
    return { digest: hash.digest('hex') };
  };
}

function request(url: string, agent: Agent | undefined): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const asked = (url.startsWith('https:') ? getSecurely : get)(url, { agent, timeout: SILENT_MS }, resolve);
  asked.on('timeout', () => asked.destroy(new DownloadFailed('no answer')));
  asked.on('error', (error: NodeJS.ErrnoException) =>
    reject(error instanceof DownloadFailed ? error : new DownloadFailed(error.code ?? 'no connection')),
  );
  return promise;
}
