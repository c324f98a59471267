import type { SubmitOutcome } from '../sender/outcome.ts';
import type { Traffic } from '../sender/traffic.ts';
import type { Exit, SubmitToken } from '../sender/way.ts';
import type { BindReport } from '../store/attempts/binds.ts';
import type { Link } from './link.ts';
import type { BindMode } from './pdu.ts';
import type { SmppSubmit } from './submit-of.ts';

/** A link of the account, and the name by which attempts and /health know it: "login/1", "login/1/receiver". */
export class Bind implements Exit {
  readonly id: string;
  readonly mode: BindMode;
  readonly link: Link<SubmitToken>;
  readonly traffic: Traffic;
  /** Submits that may wait for their answers; a receiver takes none. */
  readonly window: number;

  constructor(id: string, mode: BindMode, link: Link<SubmitToken>, traffic: Traffic, window: number) {
    this.id = id;
    this.mode = mode;
    this.link = link;
    this.traffic = traffic;
    this.window = mode === 'receiver' ? 0 : window;
  }

  get host(): string {
    return this.link.host;
  }

  get ready(): boolean {
    return this.mode !== 'receiver' && this.link.ready;
  }

  get free(): number {
    return this.link.free;
  }

  submit({ fields }: SmppSubmit, token: SubmitToken, host: string): Promise<SubmitOutcome> {
    this.traffic.submitted(Date.now());
    return this.link.submit(fields, token, host);
  }

  report(now: number): Omit<BindReport, 'rate'> {
    const { status, since, boundAt, lastError, lastErrorAt, retryAt, inFlight, window } = this.link.state;
    return {
      mode: this.mode,
      status,
      host: this.host,
      since,
      boundAt,
      lastError,
      lastErrorAt,
      retryAt,
      inFlight,
      window,
      lastReceiptAt: this.traffic.lastReceiptAt,
      submitsPerMinute: this.traffic.submits.total(now),
      receiptsPerMinute: this.traffic.receipts.total(now),
    };
  }
}
