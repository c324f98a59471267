import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** How many of the last calls it remembers. */
const KEPT = 50;
/** A call that was signed longer ago, or is of the future by as much, is a repeat of somebody (s). */
const TOLERANCE_S = 300;

/** A webhook that came. */
interface WebhookCall {
  readonly id: string;
  /** When it was signed (s since 1970). */
  readonly timestamp: number;
  /** It carries a signature by a secret that the receiver knows, of just now. */
  readonly signed: boolean;
  readonly body: unknown;
}

/** Another program in the demo world, which is told by webhooks and takes those alone that are signed for it. */
export class WebhookReceiver {
  readonly #secrets = new Set<string>();
  readonly #calls: WebhookCall[] = [];

  /** @param secret as the bot shows it, whsec_… */
  trust(secret: string): void {
    this.#secrets.add(secret);
  }

  /** The last that came, taken or not, oldest first. */
  calls(): readonly WebhookCall[] {
    return this.#calls;
  }

  /** Checks a call as the Standard Webhooks specification has it, and remembers it. Returns whether it is taken. */
  receive(headers: Readonly<Record<string, string | string[] | undefined>>, text: string): boolean {
    const [id = '', timestamp = '', signatures = ''] = ['id', 'timestamp', 'signature'].map((name) =>
      String(headers[`webhook-${name}`] ?? ''),
    );
    const isRecent = Math.abs(Date.now() / 1000 - Number(timestamp)) <= TOLERANCE_S;
    const given = signatures.split(' ');
    const isSigned = [...this.#secrets].some((secret) => {
      const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
      const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${text}`).digest('base64');
      return given.some((one) => isSame(one, `v1,${expected}`));
    });
    const signed = isRecent && isSigned;
    this.#calls.push({ id, timestamp: Number(timestamp) || 0, signed, body: readable(text) });
    if (this.#calls.length > KEPT) this.#calls.shift();
    return signed;
  }
}

function isSame(one: string, other: string): boolean {
  const [given, expected] = [Buffer.from(one), Buffer.from(other)];
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function readable(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Serves it under /webhooks. */
export async function serveReceiver(http: FastifyInstance, receiver: WebhookReceiver): Promise<void> {
  await http.register(async (own) => {
    // What is signed is the body as it came.
    own.removeAllContentTypeParsers();
    own.addContentTypeParser('*', { parseAs: 'string' }, async (_request: unknown, body: string) => body);
    own.post<{ Body: string | null }>('/webhooks', async ({ headers, body }, reply) => {
      reply.code(receiver.receive(headers, body ?? '') ? 204 : 401);
    });
  });
}
