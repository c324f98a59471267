import * as http from 'node:http';
import * as https from 'node:https';
import type { LookupFunction } from 'node:net';
import { type Address, PrivateAddress, permittedAddresses, type Resolve } from './addresses.ts';

/** Within so long it has to be answered, with the look at its name (ms). */
const PATIENCE_MS = 10_000;
/** Octets of an answer's body that are read, so that the connection may end in order; what it says does not matter. */
const ANSWER_LIMIT = 16 * 1024;
/** For so long its end is waited for (ms). */
const ANSWER_MS = 1_000;
const ANSWER_HEADER_LIMIT = 16 * 1024;

export interface PostOptions {
  /** May lead to private addresses, and go without TLS. */
  readonly allowPrivate: boolean;
  /** The system's resolver when left out. */
  readonly resolve?: Resolve;
  /** ms */
  readonly patienceMs?: number;
}

/** What is posted, and until when. */
export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

/** Posts JSON to another program. Returns null when it was taken (2xx), else why not: see `hook-why` of the locale files. */
export async function post(
  { url, headers, body, signal }: Post,
  { patienceMs = PATIENCE_MS, ...options }: PostOptions,
): Promise<string | null> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
  try {
    const target = new URL(url);
    if (target.protocol !== 'https:' && !options.allowPrivate) return 'plain';
    const addresses = await orAborted(permittedAddresses(target, options), within);
    const status = await answerOf(target, { headers, body, signal: within }, addresses);
    return status >= 200 && status < 300 ? null : `status ${status}`;
  } catch (error) {
    return within.aborted ? 'timeout' : whyOf(error);
  }
}

/** A resolver cannot be stopped. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener('abort', abort));
}

/** The status of the answer. Redirects are answers like others. */
function answerOf(
  target: URL,
  { headers, body, signal }: Omit<Post, 'url'>,
  addresses: readonly Address[],
): Promise<number> {
  const { request } = target.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    let status: number | undefined;
    const sent = request(
      target,
      {
        method: 'POST',
        // A connection that is kept would be to an address that was permitted then.
        agent: false,
        lookup: leadingTo(addresses),
        maxHeaderSize: ANSWER_HEADER_LIMIT,
        signal,
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      (answer) => {
        ({ statusCode: status } = answer);
        let octets = 0;
        answer.on('data', (some: Buffer) => {
          octets += some.length;
          if (octets > ANSWER_LIMIT) answer.destroy();
        });
        const late = setTimeout(() => answer.destroy(), ANSWER_MS);
        answer.on('close', () => clearTimeout(late));
        // What it was answered with is known, however the body ends.
        answer.on('error', () => {});
      },
    );
    const end = (error = new Error('the connection ended')) =>
      status === undefined ? reject(error) : resolve(status);
    sent.on('close', () => end());
    sent.on('error', end);
    sent.end(body);
  });
}

/** In the place of another look at the name. */
const leadingTo =
  (addresses: readonly Address[]): LookupFunction =>
  (_hostname, { all }, found) => {
    const [first] = addresses;
    if (all) found(null, [...addresses]);
    else found(null, first?.address ?? '', first?.family);
  };

/** Of TLS, by the beginnings of Node's codes. */
const CERTIFICATE = /^(ERR_TLS|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|EPROTO|ERR_SSL|HOSTNAME_MISMATCH)/;

const whyOf = (error: unknown): string =>
  error instanceof PrivateAddress ? 'private' : whyUnreached(error as NodeJS.ErrnoException);

/** Why nobody was reached over HTTP. */
export function whyUnreached(error: NodeJS.ErrnoException): 'name' | 'certificate' | 'connection' {
  const { code = '', syscall = '' } = error;
  if (syscall.startsWith('getaddrinfo') || syscall.startsWith('query')) return 'name';
  return CERTIFICATE.test(code) ? 'certificate' : 'connection';
}
