import type { ReceiptIdForm } from './provider.ts';
import type { Receipt } from './receipt.ts';

/** How receipts write the ids of submit_sm_resp: as they are, or a decimal one in hex, or one in hex in decimal. */
export type WrittenId = Exclude<ReceiptIdForm, 'auto'>;

export const WAYS: readonly WrittenId[] = ['same', 'hex', 'decimal'];

/** The ids that a receipt names: in its receipted_message_id TLV, or else in its text, and as its text writes it. */
export type Named = Pick<Receipt, 'id' | 'textId'>;

/** An attempt that has an id of the provider's. */
interface Known {
  readonly provider_id: string | null;
}

/** Ids that differ in case and leading zeros alone have the same key. */
export const keyOf = (id: string): string => id.replace(/^0+/, '').toLowerCase();

const CROSSED: Readonly<Record<Exclude<WrittenId, 'same'>, (id: string) => string | null>> = {
  hex: (id) => (/^[0-9a-f]{1,64}$/i.test(id) ? wholeNumber(`0x${id}`, EXACT_HEX).toString() : null),
  decimal: (id) => (/^\d{1,64}$/.test(id) ? wholeNumber(id, EXACT_DECIMAL).toString(16) : null),
};

/** Characters of a hexadecimal number, with its prefix, and of a decimal one that is surely below 2^53. */
const EXACT_HEX = 15;
const EXACT_DECIMAL = 15;

/** A BigInt takes ten times as long, for each receipt. */
const wholeNumber = (written: string, exact: number): number | bigint =>
  written.length <= exact ? Number(written) : BigInt(written);

/**
 * The ids of a submit that a receipt which writes them so may mean. A receipted_message_id that differs from the text's
 * is submit_sm_resp's own (SMPP 3.4, 5.3.2.12), and so it is alone; what is no number (a UUID, say) is as it is.
 */
function meant({ id, textId }: Named, written: WrittenId): string[] {
  const ids = [...new Set([id, textId])].filter((one) => one !== null);
  if (written === 'same') return ids;
  return ids.map((one) => (one === textId ? (CROSSED[written](one) ?? one) : one));
}

/** What is known of how a provider writes ids in its receipts. */
export interface IdHabit {
  /** Null: not known yet. */
  readonly written: WrittenId | null;
  /** A setting says so, and nothing else is believed; else it was learned. */
  readonly isSet: boolean;
}

export const UNKNOWN_HABIT: IdHabit = { written: null, isSet: false };
/** Of statuses that are no receipts: they name the id that was asked for, or that the provider shows. */
export const AS_GIVEN: IdHabit = { written: 'same', isSet: true };

/** The id of a submit, as far as a receipt tells. */
export const submitId = (named: Named, { written }: IdHabit): string | null =>
  meant(named, written ?? 'same')[0] ?? null;

/** Every id that a submit may have of which the receipt speaks, however it writes it. */
export function perhapsMeant(named: Named, written: WrittenId | null): string[] {
  if (written !== null) return meant(named, written);
  const all = WAYS.flatMap((way) => meant(named, way));
  // A TLV alone may be written in another base after all.
  if (named.textId === null && named.id !== null) {
    for (const cross of Object.values(CROSSED)) all.push(cross(named.id) ?? named.id);
  }
  return [...new Set(all)];
}

/** The ways of writing ids by which a receipt means the submit with this id. */
export function waysToMean(named: Named, providerId: string): WrittenId[] {
  const key = keyOf(providerId);
  return WAYS.filter((way) => meant(named, way).some((id) => keyOf(id) === key));
}

/**
 * Which of these attempts a receipt means, by its id: null where none, or where it allows several readings. Of those with
 * the very same id the newest, since a provider uses ids again after a restart.
 * @param known oldest first; all that may be meant, and that the receipt's addresses allow
 * @param written how the provider writes its receipts' ids; null: not known
 */
export function meantAttempt<T extends Known>(
  named: Named,
  known: readonly T[],
  written: WrittenId | null,
): T | null {
  const alike = (ids: readonly string[]): T[] => {
    const exact = known.filter(({ provider_id: id }) => id !== null && ids.includes(id));
    if (exact.length > 0) return exact;
    const keys = new Set(ids.map(keyOf));
    return known.filter(({ provider_id: id }) => id !== null && keys.has(keyOf(id)));
  };
  if (named.id !== null && named.textId !== null && named.id !== named.textId) {
    const own = alike([named.id]).at(-1);
    if (own) return own;
  }
  if (written !== null) {
    const [newest] = alike(meant(named, written)).toReversed();
    return newest ?? null;
  }
  const readings = new Map<string, T>();
  for (const ids of [...WAYS.map((way) => meant(named, way)), perhapsMeant(named, null)]) {
    for (const one of alike(ids)) readings.set(keyOf(one.provider_id ?? ''), one);
  }
  const [only, another] = readings.values();
  return only && !another ? only : null;
}
