import type { Logger } from '../log.ts';
import { MAIL_CHANNELS } from '../messages/mail-form.ts';
import { offerOf } from '../messages/terms.ts';
import type { WireOptions } from '../messages/wire.ts';
import { askStatus } from '../provider-http/ask-status.ts';
import { type ClientSettings, createClient } from '../provider-http/client.ts';
import { handingWay } from '../provider-http/handing-way.ts';
import { httpWire, outgoingOf } from '../provider-http/load.ts';
import type { HandingMetrics } from '../provider-http/metrics.ts';
import type { Load, Way } from '../sender/way.ts';
import type { Message } from '../store/attempts/outbox.ts';
import type { Store } from '../store/engine/database.ts';
import { MailExit, type MailExitOptions, type MailSubmit } from './exit.ts';
import { letterOf } from './letter.ts';

export interface MailWayOptions
  extends Pick<MailExitOptions, 'server' | 'from' | 'to' | 'credentials' | 'mayWrite'> {
  readonly store: Store;
  readonly account: string;
  readonly wire: WireOptions;
  /** By what the provider is asked what became of mails; null: by nothing. */
  readonly asks: Omit<ClientSettings, 'signal'> | null;
  readonly sendMaxAge: number;
  readonly metrics: HandingMetrics;
  readonly log: Logger;
}

/** Messages by the provider's mail server, or a relay to it. Nothing comes back by it: the HTTP API is asked, if anything. */
export function mailWay({ account, asks, metrics, log, ...options }: MailWayOptions): Way {
  // As by the HTTP API the provider cuts a text by itself.
  const wire = httpWire(options.wire);
  const stopping = new AbortController();
  const client = asks && createClient({ ...asks, signal: stopping.signal });
  const { store, sendMaxAge } = options;
  return handingWay({
    protocol: 'smtp',
    metrics,
    stopping,
    exit: (events) => new MailExit({ ...options, ...events, id: `${account}/smtp`, log }),
    // A mail may be under way for hours: not to be known by then says nothing.
    asking: client && { store, account, client, isUp: () => true, unknownAfterMs: null, sendMaxAge, log },
    carries: (channel) => MAIL_CHANNELS.includes(channel) && wire.channels.includes(channel),
    load: (message) => loadOf(message, wire),
    offer: (message) =>
      letterIn(message, wire) === null ? null : offerOf(message.request, message.agreed, wire),
    async status(attempt, recipient) {
      if (client) return askStatus(client, attempt, recipient);
      return { providerId: attempt.provider_id ?? '', commandStatus: null, messageState: null, error: null };
    },
  });
}

/** The mail of a message as it was agreed; null: it has no place in one. */
function loadOf(message: Message, wire: WireOptions): Load | null {
  const found = letterIn(message, wire);
  if (found === null) return null;
  const { letter, parts } = found;
  const submit: MailSubmit = { part: 1, source: letter.sender, octets: null, letter };
  return { submits: [submit], parts };
}

function letterIn(message: Message, wire: WireOptions) {
  const agreed = outgoingOf(message, wire);
  const letter = agreed && letterOf(message.request.to, agreed.outgoing.sender, agreed.outgoing.content);
  return letter && { letter, parts: agreed.parts };
}
