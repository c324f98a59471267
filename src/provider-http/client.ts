import type { z } from 'zod';
import { parseHttpStatus } from '../messages/http-status.ts';
import type { Money } from '../messages/money.ts';
import type { Receipt } from '../messages/receipt.ts';
import type { MessageContent } from '../messages/request.ts';
import * as answers from './answers.ts';
import { fieldsOf } from './fields.ts';
import { type Post, post } from './post.ts';
import { ProviderRefused, ProviderUnreachable } from './problems.ts';

export interface ClientSettings {
  /** Bases of the API, tried in this order; all of them lead to the same account. */
  readonly urls: readonly string[];
  readonly credentials: { readonly apikey: string } | { readonly login: string; readonly psw: string };
  /** How long an answer is waited for (ms). */
  readonly patienceMs?: number;
  /** Ends what is under way. */
  readonly signal?: AbortSignal;
}

/** Something to send: to whom, and from whom ('' is nobody). */
export interface Outgoing {
  readonly to: readonly string[];
  readonly content: MessageContent;
  readonly sender: string;
  /** For how long it is tried, as the API writes it ("24", "00:30"); as long as the provider likes when absent. */
  readonly valid?: string;
}

export interface Price {
  readonly cost: Money;
  /** All numbers together. */
  readonly parts: number;
}

/**
 * The provider's HTTP API: all by POST, so that who asks is in no URL.
 * Each call throws ProviderRefused, or ProviderUnreachable when no host answers what can be read. A question is put to the
 * next host then; a message only when the one before cannot have read it.
 */
export interface ProviderClient {
  /** @param id one's own, by which the state is asked for whatever becomes of the answer */
  send(message: Outgoing, id: string): Promise<z.infer<typeof answers.sent>>;
  price(message: Outgoing): Promise<Price>;
  /** What became of messages; null: the provider does not know it. In order. */
  status(messages: readonly { readonly phone: string; readonly id: string }[]): Promise<(Receipt | null)[]>;
  balance(): Promise<z.infer<typeof answers.balance>>;
  facts(phone: string): Promise<answers.Facts>;
  /** What subscribers wrote after the message with that id; null: in the last day. */
  incoming(afterId: string | null): Promise<z.infer<typeof answers.incoming>>;
}

/** The provider refuses more at once. */
const AT_ONCE = 15;
const PATIENCE_MS = 10_000;
/** Of a status: there is no such message. */
const NOT_FOUND = -3;

export function createClient({
  urls,
  credentials,
  patienceMs = PATIENCE_MS,
  signal,
}: ClientSettings): ProviderClient {
  const turns = new Turns(AT_ONCE);
  /** The host that answered last goes first. */
  let first = 0;

  /** @param isQuestion it may be read twice */
  async function ask<T>(
    path: string,
    fields: Readonly<Record<string, string>>,
    schema: z.ZodType<T>,
    isQuestion = true,
  ): Promise<T> {
    let failure: unknown;
    for (let turn = 0; turn < urls.length; turn += 1) {
      const host = (first + turn) % urls.length;
      try {
        const url = new URL(path, withSlash(urls[host] as string));
        const said = read(
          schema,
          await turns.take(() => post({ url, patienceMs, signal, ...written(path, fields) })),
        );
        first = host;
        return said;
      } catch (error) {
        failure = error;
        if (!(error instanceof ProviderUnreachable) || (error.mayHaveArrived && !isQuestion)) break;
      }
    }
    throw failure;
  }

  const written = (path: string, fields: Readonly<Record<string, string>>): Pick<Post, 'type' | 'body'> =>
    path.startsWith('rest/')
      ? { type: 'application/json', body: JSON.stringify({ ...credentials, ...fields }) }
      : {
          type: 'application/x-www-form-urlencoded',
          body: String(new URLSearchParams({ ...credentials, charset: 'utf-8', fmt: '3', ...fields })),
        };

  const asked = ({ to, content, sender, valid }: Outgoing): Record<string, string> => ({
    phones: to.join(','),
    ...fieldsOf(content),
    ...(sender !== '' && { sender }),
    ...(valid !== undefined && { valid }),
  });

  return {
    send: (message, id) => ask('rest/send/', { ...asked(message), id }, answers.sent, false),
    async price(message) {
      const { cost, cnt } = await ask('rest/send/', { ...asked(message), cost: '1' }, answers.price);
      return { cost, parts: cnt };
    },
    async status(messages) {
      const list = (name: 'phone' | 'id') => messages.map((message) => message[name]).join(',');
      const fields = { phone: list('phone'), id: list('id'), all: '1' };
      const told = await ask('sys/status.php', fields, answers.states);
      if (told.length !== messages.length) throw new ProviderUnreachable('answer', true);
      return told.map((one, index) => receiptOf(one, messages[index]?.id ?? ''));
    },
    balance: () => ask('sys/balance.php', { cur: '1' }, answers.balance),
    facts: (phone) => ask('sys/info.php', { get_operator: '1', phone }, answers.facts),
    incoming: (afterId) =>
      ask(
        'sys/get.php',
        { get_answers: '1', ...(afterId !== null && { after_id: afterId }) },
        answers.incoming,
      ),
  };
}

const withSlash = (base: string): string => (base.endsWith('/') ? base : `${base}/`);

function read<T>(schema: z.ZodType<T>, text: string): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ProviderUnreachable('answer', true);
  }
  const refused = answers.refusal.safeParse(json);
  if (refused.success) throw new ProviderRefused(refused.data.error_code);
  const told = schema.safeParse(json);
  if (told.success) return told.data;
  throw new ProviderUnreachable('answer', true);
}

function receiptOf(told: Readonly<Record<string, string>>, id: string): Receipt | null {
  if (Number(told.status) === NOT_FOUND) return null;
  const { last_timestamp: ts = '', ...fields } = told;
  return parseHttpStatus({ ...fields, id, ...(ts !== '' && { ts }) });
}

/** So many at once; the others wait for their turn. */
class Turns {
  readonly #most: number;
  #taken = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#taken < this.#most) this.#taken += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#taken -= 1;
    }
  }
}
