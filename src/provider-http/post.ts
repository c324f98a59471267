import * as http from 'node:http';
import * as https from 'node:https';
import { ProviderUnreachable, type Why } from './problems.ts';

/** Octets of an answer; a longer one is none of the provider's. */
const ANSWER_LIMIT = 4 * 1024 * 1024;

/** What is posted, and for how long an answer is waited for (ms). */
export interface Post {
  readonly url: URL;
  readonly type: 'application/json' | 'application/x-www-form-urlencoded';
  /** With the credentials in it: it is kept out of errors and logs. */
  readonly body: string;
  readonly patienceMs: number;
  readonly signal?: AbortSignal;
}

/**
 * The text that is answered with 200. The certificate is verified whatever the environment says.
 * @throws ProviderUnreachable
 */
export function post({ url, type, body, patienceMs, signal: stop }: Post): Promise<string> {
  const { request } = url.protocol === 'https:' ? https : http;
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const patience = AbortSignal.timeout(patienceMs);
  const signal = stop ? AbortSignal.any([stop, patience]) : patience;
  let isConnected = false;
  const fail = (why: Why) => reject(new ProviderUnreachable(why, isConnected));
  const sent = request(
    url,
    {
      method: 'POST',
      // A connection that is kept may be closed by the other side as the next request goes: nobody knows then.
      agent: false,
      rejectUnauthorized: true,
      signal,
      headers: { 'content-type': type, 'content-length': Buffer.byteLength(body) },
    },
    (answer) => {
      const pieces: Buffer[] = [];
      let octets = 0;
      answer.on('data', (piece: Buffer) => {
        octets += piece.length;
        if (octets <= ANSWER_LIMIT) pieces.push(piece);
        else answer.destroy();
      });
      answer.on('error', () => fail(patience.aborted ? 'timeout' : 'connection'));
      answer.on('close', () => {
        if (octets > ANSWER_LIMIT) fail('answer');
        else if (answer.statusCode !== 200) fail(isPassing(answer.statusCode) ? 'status' : 'answer');
        else if (!answer.complete) fail('connection');
        else resolve(Buffer.concat(pieces).toString('utf8'));
      });
    },
  );
  sent.on('socket', (socket) => {
    socket.on(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
      isConnected = true;
    });
  });
  sent.on('error', (error) => fail(patience.aborted ? 'timeout' : whyOf(error)));
  sent.end(body);
  return promise;
}

/** Another time it may answer otherwise; where it redirects, or knows of no such page, nothing of the provider's stands. */
const isPassing = (status = 0): boolean => status >= 500 || [408, 425, 429].includes(status);

/** Of TLS, by the beginnings of Node's codes. */
const CERTIFICATE = /^(ERR_TLS|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|EPROTO|ERR_SSL|HOSTNAME_MISMATCH)/;

function whyOf(error: NodeJS.ErrnoException): Why {
  const { code = '', syscall = '' } = error;
  if (syscall.startsWith('getaddrinfo') || syscall.startsWith('query')) return 'name';
  return CERTIFICATE.test(code) ? 'certificate' : 'connection';
}
