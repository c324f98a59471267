import { CONSENT, isConsent, needsConsent } from '../messages/consent.ts';
import type { MessageContent } from '../messages/request.ts';
import { fieldsByNumber, TEAM } from '../store/book/contacts.ts';
import type { Snapshot } from '../store/engine/database.ts';
import type { Maker } from '../store/orders/orders.ts';

/** What is to be sent to whom. */
interface Asked {
  readonly maker: Maker;
  readonly content: MessageContent;
  /** How many get it, of whom those that are asked about may be some. */
  readonly total: number;
}

/** Some of those to whom it is to go have not consented, as far as is on record. */
export class ConsentMissing extends Error {
  override name = 'ConsentMissing';
  readonly numbers: readonly string[];

  constructor(numbers: readonly string[]) {
    super(`no consent of ${numbers.length}`);
    this.numbers = numbers;
  }
}

/**
 * Those of these numbers to which it may not go, since no contact that its maker sees has them with a consent on record; none
 * of what goes to anybody.
 */
export async function withoutConsent(
  db: Snapshot,
  { maker, content, total }: Asked,
  numbers: readonly string[],
): Promise<ReadonlySet<string>> {
  if (!needsConsent(content, total)) return new Set();
  const owners = maker.kind === 'person' ? [TEAM, maker.id] : [TEAM];
  const known = await fieldsByNumber(db, owners, numbers);
  const consented = new Set(
    known.filter(({ fields }) => isConsent(fields[CONSENT] ?? '')).map(({ number }) => number),
  );
  return new Set(numbers.filter((number) => !consented.has(number)));
}
