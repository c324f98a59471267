import type { Logger } from '../log.ts';
import { statusOfReply } from '../messages/mail-reply.ts';
import type { ExitEvents } from '../provider-http/handing-way.ts';
import { ownIdOf } from '../provider-http/own-id.ts';
import type { SubmitOutcome } from '../sender/outcome.ts';
import { type Down, UnboundExit } from '../sender/unbound-exit.ts';
import type { Submit, SubmitToken } from '../sender/way.ts';
import { deliver, reach, type Unreached } from './deliver.ts';
import { type Credentials, type Letter, lineOf } from './letter.ts';
import type { MailServer, Patience } from './session.ts';

/** A message as it goes out by mail, whole. */
export interface MailSubmit extends Submit {
  readonly letter: Letter;
}

export interface MailExitOptions extends ExitEvents {
  /** By which attempts and /health know it. */
  readonly id: string;
  readonly server: MailServer;
  /** Where mails come from, and where the provider takes them. */
  readonly from: string;
  readonly to: string;
  readonly credentials: Credentials;
  readonly log: Logger;
  readonly patience?: Patience;
  readonly retry?: { readonly firstMs: number; readonly longestMs: number };
  /** False once another process may send in place of this one. */
  readonly mayWrite: () => boolean;
}

/** Mails under way at once, each on a connection of its own: relays put up with few. */
const WINDOW = 4;
/** A server may look long at a mail before it answers. */
const PATIENCE: Patience = { toConnect: 10_000, toAnswer: 60_000, inAll: 5 * 60_000 };
const RETRY = { firstMs: 1_000, longestMs: 60_000 };

/** In the words of whoever runs the bot, as what the network says is; src/chat/watch/link-words.ts words them anew. */
export const WORDS: Readonly<Record<Unreached, string>> = {
  connection: 'no connection to the mail server',
  timeout: 'the mail server does not answer',
  name: 'the name of the mail server is not known',
  certificate: 'the certificate of the mail server is not valid',
  tls: 'the mail server offers no TLS',
  login: 'the mail server refuses the login',
  busy: 'the mail server takes nothing for now',
};

/** A mail server as messages leave by it. */
export class MailExit extends UnboundExit<MailSubmit> {
  private readonly mail: MailExitOptions;
  private readonly patience: Patience;
  private readonly stopping = new AbortController();

  constructor(options: MailExitOptions) {
    const { host, port } = options.server;
    super({ retry: RETRY, ...options, host: `${host}:${port}`, window: WINDOW, mode: 'smtp' });
    this.mail = options;
    this.patience = options.patience ?? PATIENCE;
  }

  override async stop(drainMs: number): Promise<void> {
    await super.stop(drainMs);
    this.stopping.abort();
  }

  protected override async reach(): Promise<Down | null> {
    const why = await reach(this.mail.server, { patience: this.patience, signal: this.stopping.signal });
    return why && { why: WORDS[why] };
  }

  protected override async hand(
    { letter }: MailSubmit,
    { attemptId, committedAt }: SubmitToken,
  ): Promise<SubmitOutcome> {
    const { server, from, to, credentials, mayWrite, onHandedOver } = this.mail;
    const id = ownIdOf({ id: attemptId, committedAt });
    const mail = { from, to, id, text: lineOf(letter, id, credentials) };
    const { patience } = this;
    const options = { patience, signal: this.stopping.signal, mayHandOver: mayWrite };
    const delivery = await deliver(mail, server, options);
    switch (delivery.kind) {
      case 'taken':
        onHandedOver(attemptId, committedAt);
        return { kind: 'answered', status: 0, messageId: id, at: Date.now() };
      case 'refused':
        return { kind: 'answered', status: statusOfReply(delivery.code), messageId: null, at: Date.now() };
      case 'unreached':
        this.down({ why: WORDS[delivery.why] });
        return { kind: 'not-written' };
      case 'unknown':
        onHandedOver(attemptId, committedAt);
        return { kind: 'no-answer', reason: delivery.why };
    }
  }
}
