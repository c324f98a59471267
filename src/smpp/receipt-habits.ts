import type { Logger } from 'pino';
import { zoneOf } from '../messages/orphan.ts';
import type { ReceiptIdForm, ReceiptZone } from '../messages/provider.ts';
import type { IdHabit, WrittenId } from '../messages/receipt-id.ts';
import type { Joined } from '../store/receipts/new-receipts.ts';

/** So many receipts have to show the same, with none between them that shows another, before it is believed. */
const SHOWN_TIMES = 3;

/** What receipts show one after the other, and what is believed of it. */
class Shown<T> {
  believed: T | null = null;
  private last: T | null = null;
  private times = 0;

  /** Returns whether something is believed that was not before. */
  show(value: T): boolean {
    this.times = value === this.last ? this.times + 1 : 1;
    this.last = value;
    if (this.times < SHOWN_TIMES || value === this.believed) return false;
    this.believed = value;
    return true;
  }
}

interface ReceiptHabitsOptions {
  readonly receiptId: ReceiptIdForm;
  readonly receiptZone: ReceiptZone;
  readonly log: Logger;
}

/**
 * How an account's provider writes its receipts, as a setting says or as it is learned: from receipts that can be of one
 * message only. It is learned anew by each process; until then nothing is guessed.
 */
export class ReceiptHabits {
  private readonly options: ReceiptHabitsOptions;
  private readonly ids = new Shown<WrittenId>();
  private readonly zones = new Shown<number>();
  private hasHinted = false;

  constructor(options: ReceiptHabitsOptions) {
    this.options = options;
  }

  get id(): IdHabit {
    const { receiptId } = this.options;
    return receiptId === 'auto'
      ? { written: this.ids.believed, isSet: false }
      : { written: receiptId, isSet: true };
  }

  /** Minutes by which the clock of receipts' dates is ahead of UTC; null: not known. */
  get utcOffset(): number | null {
    const { receiptZone } = this.options;
    return receiptZone === 'auto' ? this.zones.believed : receiptZone;
  }

  /** Returns whether it is now known, as it was not before, how ids are written. */
  learn(joined: readonly Joined[]): boolean {
    const { receiptId, receiptZone, log } = this.options;
    let isNews = false;
    for (const { receipt, ways, committedAt } of joined) {
      const zone = zoneOf(receipt, committedAt);
      if (zone !== null && this.zones.show(zone) && receiptZone === 'auto') {
        log.info({ minutesAheadOfUtc: zone }, "learned the time zone of receipts' dates");
      }
      const [way, another] = ways;
      if (way !== undefined && another === undefined && this.ids.show(way)) isNews = true;
    }
    if (!isNews || receiptId !== 'auto') return false;
    log.info({ written: this.ids.believed }, 'learned how receipts write the ids of messages');
    return true;
  }

  /** A receipt would name a message if the setting did not keep its id from being read so: said once. */
  hint(written: WrittenId): void {
    if (this.hasHinted) return;
    this.hasHinted = true;
    this.options.log.warn(
      { set: this.options.receiptId, written },
      `receipts name no message, but would with SMPP_RECEIPT_ID=${written} or auto`,
    );
  }
}
