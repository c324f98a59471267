import type { Logger } from 'pino';
import { encodePdu } from './codec.ts';
import { type Deliver, STATUS } from './pdu.ts';

/** The requests that bring something. */
type DeliveryCommand = 'deliver_sm' | 'data_sm';

/** deliver_sm under way at once; above it the socket is not read, so that TCP holds the SMSC back. */
const MAX_UNDER_WAY = 200;

/** What {@link Deliveries} asks of its session. */
type DeliveriesEvents = {
  /** The command_status of the answer; null when nobody listens. */
  take(deliver: Deliver): Promise<number> | null;
  /** Writes a deliver_sm_resp, or a data_sm_resp. */
  answer(octets: Buffer): void;
  /** More or less reading, please. */
  pause(): void;
  resume(): void;
  /** The last one under way was answered. */
  onIdle(): void;
};

/** The deliver_sm of one session: each is answered, whatever becomes of it, and no more than a few are under way. */
export class Deliveries {
  private readonly events: DeliveriesEvents;
  private readonly log: Logger;
  private underWay = 0;

  constructor(events: DeliveriesEvents, log: Logger) {
    this.events = events;
    this.log = log;
  }

  get idle(): boolean {
    return this.underWay === 0;
  }

  /** Has a delivery taken, and answers it. Never rejects. */
  async take(command: DeliveryCommand, sequence: number, deliver: Deliver): Promise<void> {
    this.underWay += 1;
    if (this.underWay >= MAX_UNDER_WAY) this.events.pause();
    const status = await this.status(deliver);
    this.events.answer(encodePdu({ command: `${command}_resp`, sequence, status }));
    this.underWay -= 1;
    if (this.underWay < MAX_UNDER_WAY) this.events.resume();
    if (this.idle) this.events.onIdle();
  }

  // Whatever is not taken stays with the SMSC, for another try.
  private async status(deliver: Deliver): Promise<number> {
    try {
      return (await this.events.take(deliver)) ?? STATUS.receiverTemporaryError;
    } catch (error) {
      this.log.error({ err: error }, 'a delivery could not be taken');
      return STATUS.receiverTemporaryError;
    }
  }
}
