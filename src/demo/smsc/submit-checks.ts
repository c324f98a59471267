/** What a submit_sm has to keep to before its text is looked at. */

import type { SubmitFields } from './pdu.ts';
import { status } from './pdu.ts';

/** Digits without `+`, short numbers among them. */
const number = /^\d{3,15}$/;
const address = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** Up to 11 Latin characters or 15 digits. */
const sender = /^(?:[A-Za-z0-9 ._&-]{1,11}|\d{1,15})$/;
/** Default, 8-bit and UCS-2, each also as flash (class 0). */
const dataCodings = new Set([0x00, 0x04, 0x08, 0x10, 0x14, 0x18]);
/** Message mode, UDH indicator and reply path; the message type of a submit is the default one (SMPP 3.4, 5.2.12). */
const esmClassBits = 0x03 | 0x40 | 0x80;
/** SMPP 3.4, 7.1.1: absolute, or relative with an R. */
const time = /^\d{12}(?:\d{3}[+-]|000R)$/;
const longestValidityHours = 24;

/** Whether a destination is an e-mail address. */
export function isAddress(destination: string): boolean {
  return address.test(destination);
}

/** The command_status that the fields are refused with, or null. */
export function envelopeRefusal(fields: SubmitFields): number | null {
  if (!sourceFits(fields)) return status.invalidSource;
  if (!number.test(fields.destination) && !isAddress(fields.destination)) return status.invalidDestination;
  if ((fields.esmClass & ~esmClassBits) !== 0) return status.invalidEsmClass;
  if (!dataCodings.has(fields.dataCoding)) return status.invalidDataCoding;
  // The simulator sends at once, so a wish for later is refused and not silently ignored.
  if (fields.scheduleDeliveryTime !== '') return status.invalidSchedule;
  if (fields.validityPeriod !== '' && !validityFits(fields.validityPeriod)) return status.invalidExpiry;
  return null;
}

/** An e-mail may come from an address, too. */
function sourceFits({ source, destination }: SubmitFields): boolean {
  return source === '' || sender.test(source) || (isAddress(source) && isAddress(destination));
}

/** A relative validity is at most a day; the absolute one is not reckoned. */
function validityFits(validity: string): boolean {
  if (!time.test(validity)) return false;
  if (!validity.endsWith('R')) return true;
  const [years = 0, months = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = (
    validity.match(/\d\d/g) ?? []
  ).map(Number);
  const inHours = ((years * 12 + months) * 30 + days) * 24 + hours + (minutes + seconds / 60) / 60;
  return inHours > 0 && inHours <= longestValidityHours;
}
