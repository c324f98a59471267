import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Counter, type Registry } from 'prom-client';
import type { Logger } from '../log.ts';
import { AS_GIVEN } from '../messages/receipt-id.ts';
import { accountOf } from '../store/attempts/accounts.ts';
import type { Store, Tx } from '../store/engine/database.ts';
import { timeOf } from '../store/engine/store-time.ts';
import { isKnownStatus, isRepeatedCall, storeReceipts } from '../store/receipts/receipts.ts';
import { storeIncoming } from '../store/talks/incoming.ts';
import { boundedWrites } from './bounded-writes.ts';
import { type Call, isOfItsKind, readCall } from './callback-call.ts';
import { type Fields, readFields, Unreadable } from './callback-fields.ts';
import { seldom } from './seldom.ts';
import { isSigned, SIGNATURES, type Signature } from './signature.ts';

export interface CallbackSettings {
  /** Known to the provider and to us. */
  readonly secret: string;
  /** The only one that is accepted. */
  readonly signature: Signature;
  /** Whose statuses and messages these are: at least one. */
  readonly accounts: readonly string[];
}

export interface CallbackOptions extends CallbackSettings {
  readonly store: Store;
  readonly metrics: Registry;
  readonly log: Logger;
}

/** A call is a few hundred octets. */
const BODY_LIMIT = 64 * 1024;

/** A call that is not the provider's; the message says why. */
class Forged extends Error {
  override name = 'Forged';
}

/** What is answered to a call that is not taken; in neither is anything of the call. */
const REFUSALS = { forged: [403, 'signature'], unreadable: [400, 'unreadable'] } as const;

/**
 * The provider's HTTP callback: statuses and incoming messages take the way of SMPP's receipts. Answered with 200
 * once they are stored; anything else makes the provider call again. A call of several rows is taken whole or not at
 * all.
 */
export function serveCallback(server: FastifyInstance, options: CallbackOptions): void {
  const { store, accounts, log } = options;
  const write = boundedWrites(store, log);
  const counter = new Counter({
    name: 'http_callbacks_total',
    help: "Rows of the provider's HTTP callback; repeated: what was known already, by SMPP or by HTTP",
    labelNames: ['kind', 'result'],
    registers: [options.metrics],
  });
  // Prometheus sees no increase in the first value of what was not there before.
  counter.inc({ kind: 'none', result: 'forged' }, 0);
  counter.inc({ kind: 'status', result: 'stored' }, 0);
  const warn = {
    forged: seldom((reason, times) => log.warn({ reason, times }, 'a callback was refused: not signed')),
    unreadable: seldom((reason, times) => log.warn({ reason, times }, 'a callback was refused: not read')),
  };
  if (options.signature === 'crc32') {
    log.warn('CALLBACK_SIGNATURE=crc32 keeps out mistakes, not people, who can compute the secret: use sha1');
  }

  server.route({
    method: ['GET', 'POST'],
    url: '/callback',
    bodyLimit: BODY_LIMIT,
    // A HEAD would store like a GET.
    exposeHeadRoute: false,
    async handler(request, reply) {
      let calls: Call[];
      try {
        calls = callsOf(request, options);
      } catch (error) {
        if (!(error instanceof Forged || error instanceof Unreadable)) throw error;
        const result = error instanceof Forged ? 'forged' : 'unreadable';
        counter.inc({ kind: 'none', result });
        warn[result](error.message);
        const [status, words] = REFUSALS[result];
        return reply.code(status).send(words);
      }
      const stored = await write(async (tx) => keep(tx, accounts, calls, await timeOf(tx)));
      for (const call of calls) {
        const result = stored ? (stored.result.has(call) ? 'repeated' : 'stored') : 'failed';
        counter.inc({ kind: call.kind, result });
      }
      if (!stored) return reply.code(503).send('later');
      log.debug({ calls: calls.length, known: stored.result.size }, 'callback stored');
      return reply.send('ok');
    },
  });
}

/** @throws Forged, Unreadable */
function callsOf(request: FastifyRequest, { secret, signature }: CallbackSettings): Call[] {
  const { url = '' } = request.raw;
  const { charset, rows } = readFields({
    query: url.includes('?') ? url.slice(url.indexOf('?') + 1) : '',
    contentType: request.headers['content-type'],
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  });
  if (rows.length === 0) throw new Unreadable('no parameters');
  return rows.map((fields) => {
    const call = readCall(fields);
    const digest = fields[signature];
    if (!digest) throw new Forged(otherSignature(fields, signature));
    if (!isSigned(call.signed, { digest, secret, signature, charset }))
      throw new Forged(`wrong ${signature}`);
    if (!isOfItsKind(call)) throw new Unreadable('a status or a message that does not look like one');
    return call;
  });
}

function otherSignature(fields: Fields, signature: Signature): string {
  const other = SIGNATURES.find((name) => fields[name]);
  return other ? `signed by ${other}, but CALLBACK_SIGNATURE is ${signature}` : 'no signature';
}

const isStatus = ({ kind }: Call): boolean => kind === 'status';

/**
 * Stores all of a call. Returns what of it was known already. A status is the account's that knows its id; while none
 * does, the submit's answer may be under way to any of them, so it waits with each. A message says no more than the
 * number it was sent to, so it is the first one's. What comes again within a day is not kept again, and changes nothing.
 *
 * Unlike a receipt by SMPP, a status whose id nobody knows settles no message in doubt, so no parties go with it: it
 * names the recipient alone, neither sender nor text nor when it was submitted, and the handler is told of whatever
 * the account sends, by its web page and other programs too. It joins once an answer or a receipt tells whose id it is.
 */
export async function keep(
  tx: Tx,
  accounts: readonly string[],
  calls: readonly Call[],
  now: number,
): Promise<Set<Call>> {
  const known = new Set<Call>();
  const [first = ''] = accounts;
  // Messages last: see lockIncoming.
  for (const call of [...calls.filter(isStatus), ...calls.filter((one) => !isStatus(one))]) {
    if (call.kind === 'status') {
      const { receipt, raw } = call;
      const owner = await accountOf(tx.db, accounts, receipt.id);
      for (const account of owner === null ? accounts : [owner]) {
        const isRepeated = await isRepeatedCall(tx, account, call, now);
        if (isRepeated || (await isKnownStatus(tx.db, account, receipt))) known.add(call);
        if (isRepeated) continue;
        await storeReceipts(tx, account, [{ receipt, via: 'http', raw }], now, AS_GIVEN);
      }
    } else {
      const { sender, recipient, text, id, time } = call;
      const part = { sender, recipient, text, concatenation: null };
      if (!(await storeIncoming(tx, first, part, now, { via: 'http', id, time }))) known.add(call);
    }
  }
  return known;
}
