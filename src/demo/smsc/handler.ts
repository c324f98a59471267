/** The account's HTTP handler: an address of its owner's that is called after each status and each incoming message. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { lookUp, nothingKnown } from './operators.ts';
import { cost, type Message } from './receipts.ts';

export interface HandlerSettings {
  /**
   * As the owner writes it into the account: charset=utf-8 (no other one is written here), fmt=2 for XML or fmt=3 for
   * JSON, and one of sha1, md5 and crc32 for a signature.
   */
  readonly url: string;
  readonly secret: string;
  /**
   * `asked`: nothing but what SMPP has no word for, and incoming messages whose manner has them come by HTTP, so that what
   * faults do to receipts and parts is seen, not made good by HTTP. By default `everything`, as at the provider.
   */
  readonly tells?: 'everything' | 'asked';
}

type Fields = Record<string, string>;

/** Pause before a call that was not answered with 200 is made again, ms. */
const retryMs = 1000;
/** An answer later than this counts as none, ms. */
const answerMs = 10_000;
/** The provider's status numbers over HTTP. */
const statuses = { delivered: '1', expired: '3', undelivered: '20', unpaid: '24' } as const;

const readings = { read: '2', clicked: '4' } as const;

/** The number for what became of a message; 0: it is handed to the operator. */
export function statusOf({ outcome, reading }: Message): string {
  if (outcome === null) return '0';
  return reading === null ? statuses[outcome.state] : readings[reading.as];
}

/** When it became that (ms). */
export const changedAt = ({ outcome, reading, submittedAt }: Message): number =>
  reading?.at ?? outcome?.doneAt ?? submittedAt;

export class Handler {
  readonly tells: 'everything' | 'asked';
  readonly #url: URL;
  readonly #secret: string;
  readonly #closing = new AbortController();
  /** Calls are made one after the other. */
  #last: Promise<void> = Promise.resolve();

  constructor({ url, secret, tells = 'everything' }: HandlerSettings) {
    this.tells = tells;
    this.#url = new URL(url);
    this.#secret = secret;
    if (this.#url.searchParams.get('charset') !== 'utf-8') {
      throw new Error("the handler's address must say charset=utf-8");
    }
  }

  status(message: Message): void {
    const { id, destination: phone, outcome, reading, channel } = message;
    if (outcome === null || (this.tells === 'asked' && reading === null)) return;
    const { state, error } = outcome;
    const status = statusOf(message);
    const found = state === 'delivered' ? lookUp(phone) : nothingKnown;
    this.#add([id, phone, status], {
      id,
      phone,
      status,
      ts: String(Math.floor(changedAt(message) / 1000)),
      err: String(error),
      cost: cost(message),
      ...(channel === 'hlr' ? found : {}),
    });
  }

  incoming(id: string, phone: string, to: string, text: string): void {
    this.#add([phone, text, to], { id, phone, mes: text, to });
  }

  close(): void {
    this.#closing.abort();
  }

  #add(signed: readonly string[], fields: Fields): void {
    const all = { ...fields, ...this.#signature([...signed, this.#secret].join(':')) };
    this.#last = this.#last.then(() => this.#insist(all));
  }

  #signature(text: string): Fields {
    const asked = this.#url.searchParams;
    if (asked.has('crc32')) return { crc32: crc32(text).toString(16).padStart(8, '0') };
    const hash = ['sha1', 'md5'].find((name) => asked.has(name));
    return hash === undefined ? {} : { [hash]: createHash(hash).update(text).digest('hex') };
  }

  async #insist(fields: Fields): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted && !(await this.#call(fields))) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, retryMs);
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** Whether the owner's program took it. */
  async #call(fields: Fields): Promise<boolean> {
    const format = formats[this.#url.searchParams.get('fmt') ?? ''] ?? form;
    const { type, body } = format(fields);
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
        signal: AbortSignal.any([this.#closing.signal, AbortSignal.timeout(answerMs)]),
      });
      return response.status === 200 && (await response.text()) === 'ok';
    } catch {
      return false;
    }
  }
}

type Format = (fields: Fields) => { type: string; body: string };

const form: Format = (fields) => ({
  type: 'application/x-www-form-urlencoded',
  body: new URLSearchParams(fields).toString(),
});

const formats: Record<string, Format> = {
  2: (fields) => ({
    type: 'text/xml',
    body: `<callback>${Object.entries(fields).map(element).join('')}</callback>`,
  }),
  3: (fields) => ({ type: 'application/json', body: JSON.stringify(fields) }),
};

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const element = ([name, value]: [string, string]) =>
  `<${name}>${value.replace(/[&<>]/g, (mark) => marks[mark] ?? mark)}</${name}>`;
