import type { Logger } from 'pino';
import { statusOfHttpError } from '../messages/http-error.ts';
import type { SubmitOutcome } from '../sender/outcome.ts';
import { type Down, UnboundExit } from '../sender/unbound-exit.ts';
import type { SubmitToken } from '../sender/way.ts';
import type { ProviderClient } from './client.ts';
import type { ExitEvents } from './handing-way.ts';
import type { HttpSubmit } from './load.ts';
import { ownIdOf } from './own-id.ts';
import { ProviderRefused, ProviderUnreachable } from './problems.ts';

interface HttpExitOptions extends ExitEvents {
  /** By which attempts and /health know it. */
  readonly id: string;
  /** Of the API's first address, whichever answers. */
  readonly host: string;
  readonly client: Pick<ProviderClient, 'send' | 'balance'>;
  readonly log: Logger;
}

/** Messages under way: of the 15 requests that the provider takes at once some are left to questions. */
const WINDOW = 8;
const RETRY = { firstMs: 1_000, longestMs: 30_000 };
/** Errors 2 and 4: whoever goes on with a wrong password is blocked for it. */
const LOCKED_OUT: readonly number[] = [2, 4];
const LOCKED_OUT_RETRY_MS = 60 * 60_000;

/** The provider's HTTP API as messages leave by it. The balance shows that it can be reached and knows who asks. */
export class HttpExit extends UnboundExit<HttpSubmit> {
  private readonly api: HttpExitOptions;

  constructor(options: HttpExitOptions) {
    super({ ...options, window: WINDOW, mode: 'https', retry: RETRY });
    this.api = options;
  }

  protected override async reach(): Promise<Down | null> {
    try {
      await this.api.client.balance();
      return null;
    } catch (error) {
      if (error instanceof ProviderRefused || error instanceof ProviderUnreachable) return downBy(error);
      this.api.log.error({ err: error }, 'the HTTP API could not be asked');
      return { why: 'failed' };
    }
  }

  protected override async hand(
    { outgoing }: HttpSubmit,
    { attemptId, committedAt }: SubmitToken,
  ): Promise<SubmitOutcome> {
    const { client, onHandedOver } = this.api;
    try {
      const told = await client.send(outgoing, ownIdOf({ id: attemptId, committedAt }));
      onHandedOver(attemptId, committedAt);
      return { kind: 'answered', status: 0, messageId: told.id, at: Date.now() };
    } catch (error) {
      const outcome = this.failed(error);
      if (outcome.kind === 'no-answer') onHandedOver(attemptId, committedAt);
      return outcome;
    }
  }

  private failed(error: unknown): SubmitOutcome {
    if (error instanceof ProviderRefused) {
      if (LOCKED_OUT.includes(error.code)) this.down(downBy(error));
      return { kind: 'answered', status: statusOfHttpError(error.code), messageId: null, at: Date.now() };
    }
    if (!(error instanceof ProviderUnreachable)) throw error;
    this.down(downBy(error));
    if (!error.mayHaveArrived) return { kind: 'not-written' };
    return { kind: 'no-answer', reason: error.why === 'timeout' ? 'timeout' : 'closed' };
  }
}

/** What to look at where nobody is let in, by the provider's error. */
const CHECK: Readonly<Record<number, string>> = {
  2: 'check PROVIDER_API_KEY, or login and password, and the allow-list in the account',
  4: 'this address is blocked for a while; check the allow-list in the account',
};

function downBy(error: ProviderRefused | ProviderUnreachable): Down {
  if (error instanceof ProviderUnreachable) return { why: error.why };
  const check = CHECK[error.code];
  const why = `error ${error.code}${check === undefined ? '' : `: ${check}`}`;
  return LOCKED_OUT.includes(error.code) ? { why, retryMs: LOCKED_OUT_RETRY_MS } : { why };
}
