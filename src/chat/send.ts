import { createHash, randomInt } from 'node:crypto';
import { ALPHABETS } from '../messages/alphabet.ts';
import { guardKey } from '../messages/guard-key.ts';
import {
  type Channel,
  type MessageRequest,
  messageRequest,
  type RefusalReason,
  RequestRefused,
} from '../messages/request.ts';
import type { WaitingReason } from '../messages/status.ts';
import { toWire, type WireOptions } from '../messages/wire.ts';
import { countRepeated } from '../store/guard.ts';
import { enqueue, type NewMessage } from '../store/outbox.ts';
import type { Role } from './access.ts';
import { answer } from './answer.ts';
import { lookupCard } from './cards/lookup/body.ts';
import { sendCard } from './cards/send/body.ts';
import type { Command } from './command.ts';
import type { Context } from './context.ts';
import { alternatives } from './corrections.ts';
import type { Arguments, BadRecipient, CommandSpec, Options } from './grammar.ts';
import type { Did } from './record.ts';
import { refuse } from './refuse.ts';

/**
 * Shares recipients out among the accounts, the same one always to the same: the provider counts identical requests
 * by account.
 */
function accountFor(accounts: readonly string[], recipient: string): string {
  const share = createHash('sha256').update(recipient).digest().readUInt32BE() % accounts.length;
  return accounts[share] ?? '';
}

/** @throws RequestRefused */
function prepare(context: Context, request: MessageRequest, wanted?: string): NewMessage {
  const reference = randomInt(0x10000);
  const wire = toWire(request, context.settings.wire, reference);
  const { accounts } = context.settings;
  const account = wanted && accounts.includes(wanted) ? wanted : accountFor(accounts, wire.destination);
  return {
    request,
    account,
    reference,
    parts: wire.parts,
    pdus: wire.pdus.length,
    guardKey: guardKey(account, wire),
  };
}

/**
 * The keys by which it shows that the same was sent before. Of a single message, an answer perhaps, those of the other
 * accounts as well: the phone rings all the same. The recipients of a command have one account each, always the same.
 */
function keysOf({ settings }: Context, messages: readonly NewMessage[]): string[] {
  const [first, another] = messages;
  if (!first || another) return messages.map((message) => message.guardKey);
  const wire = toWire(first.request, settings.wire, first.reference);
  return [...new Set([first.account, ...settings.accounts])].map((account) => guardKey(account, wire));
}

function canGo(request: MessageRequest, options: WireOptions): boolean {
  try {
    toWire(request, options, 0);
    return true;
  } catch (error) {
    if (error instanceof RequestRefused) return false;
    throw error;
  }
}

/** Telegram's clients cut a paste of more than 4,096 UTF-16 units in two, and the first half looks whole. */
const LONG_PASTE = 4000;

export interface SendOrder {
  /** For /help, should the request be refused. */
  readonly command: string;
  /** The line as it was understood, likewise. */
  readonly reading: string;
  readonly requests: readonly MessageRequest[];
  readonly duplicates?: readonly string[];
  readonly bad?: readonly BadRecipient[];
  /** What the line could say instead, should the request be refused. */
  readonly instead?: (reason: RefusalReason) => readonly Arguments[];
  /** The account that has to do with this person already: an answer comes from the number that was written to. */
  readonly account?: string;
  /** Ask even for a single one. */
  readonly draft?: boolean;
}

/**
 * Requests become messages and the card that shows their fate: at once for one recipient, after a preview and
 * [Send] for more, when some recipients were bad, for a draft, for what may be half of a paste, for what was typed
 * too long ago, and for what went to the same number within the minute. Null: the requests cannot go, and the
 * card says why.
 */
export async function send(context: Context, order: SendOrder): Promise<Did | null> {
  const { sendMaxAge } = context.settings;
  let messages: NewMessage[];
  try {
    messages = order.requests.map((request) => prepare(context, request, order.account));
  } catch (error) {
    if (!(error instanceof RequestRefused)) throw error;
    const { reason } = error;
    const typed = context.commands.find(({ spec }) => spec.name === order.command);
    return refuse(context, {
      command: typed?.spec ?? order.command,
      problem: { kind: 'refused', reason },
      reading: order.reading,
      instead: order.instead?.(reason) ?? [],
    });
  }
  const bad = order.bad ?? [];
  const lookup = order.requests.every(({ channel }) => channel === 'hlr' || channel === 'ping');
  const keys = lookup ? [] : keysOf(context, messages);
  const repeated = Math.min(messages.length, await countRepeated(context.tx.db, keys, context.now));
  const duplicates = order.duplicates ?? [];
  const cardId = lookup
    ? await answer(context, lookupCard, { duplicates, bad, looked: {} })
    : await answer(context, sendCard, { duplicates, bad, repeated, resent: false, looked: {} });
  const asks = order.draft || messages.length > 1 || bad.length > 0 || context.length >= LONG_PASTE;
  const stale = context.now - context.writtenAt > sendMaxAge;
  const waitingFor: WaitingReason | null = stale
    ? 'stale'
    : asks
      ? 'confirmation'
      : repeated > 0
        ? 'guard'
        : null;
  await enqueue(context.tx, {
    cardId,
    origin: context.origin,
    messages,
    waitingFor,
    freshAt: context.writtenAt,
    now: context.now,
  });
  return { cardId };
}

/** Options that every channel with a text takes. */
export const TEXT_OPTIONS = {
  from: { kind: 'word' },
  comment: { kind: 'text' },
  alphabet: { kind: 'choice', values: ALPHABETS },
} as const satisfies CommandSpec['options'];

export interface SendingCommand {
  readonly name: Channel;
  readonly spec: Omit<CommandSpec, 'name'>;
  readonly role?: Role;
  readonly examples: readonly string[];
  /** What one recipient is sent; fields as in MessageRequest, options by their names. */
  request?(line: { to: string; text: string; options: Options }): object;
}

/** A command that turns each recipient into one message. */
export function sendingCommand({
  name,
  spec,
  role = 'operator',
  examples,
  request,
}: SendingCommand): Command {
  const requestsOf = ({ recipients, options, text }: Arguments) =>
    recipients.map(({ to }) =>
      messageRequest.parse({
        channel: name,
        to,
        ...(request ? request({ to, text, options }) : { text, ...options }),
      }),
    );
  const command: Command = {
    spec: { name, ...spec },
    role,
    examples,
    async run(context, line) {
      const { settings } = context;
      const { duplicates, bad, reading } = line;
      const instead = (reason: RefusalReason) =>
        alternatives(reason, line).filter((said) =>
          requestsOf(said).every((one) => canGo(one, settings.wire)),
        );
      return send(context, { command: name, reading, requests: requestsOf(line), duplicates, bad, instead });
    },
  };
  return command;
}
