/** What a submit_sm has to keep to before its text is looked at. */

import type { SubmitFields, TonNpi } from './pdu.ts';
import { status } from './pdu.ts';

/** Digits without `+`, short numbers among them. */
const number = /^\d{3,15}$/;
const address = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** Up to 11 Latin characters or 15 digits. */
const sender = /^(?:[A-Za-z0-9 ._&-]{1,11}|\d{1,15})$/;
/** Default, 8-bit and UCS-2, each also as flash (class 0). */
const dataCodings = new Set([0x00, 0x04, 0x08, 0x10, 0x14, 0x18]);
/** The same at other providers, where 4 is octets that are no text and Latin-1 is 3 (SMPP 3.4, 5.2.19). */
const standardCodings = new Set([0x00, 0x03, 0x08, 0x10, 0x14, 0x18]);
/** Most digits of a number that is no country's. */
const shortDigits = 6;
/** Message mode, UDH indicator and reply path; the message type of a submit is the default one (SMPP 3.4, 5.2.12). */
const esmClassBits = 0x03 | 0x40 | 0x80;
/** SMPP 3.4, 7.1.1: absolute, or relative with an R. */
const time = /^\d{12}(?:\d{3}[+-]|000R)$/;
const longestValidityHours = { 'smsc.ru': 24, generic: 72 } as const;

/** Whether a destination is an e-mail address. */
export function isAddress(destination: string): boolean {
  return address.test(destination);
}

/** Whether it can be a sender that the account has registered. */
export function isSender(source: string): boolean {
  return sender.test(source);
}

/** The command_status that the fields are refused with, or null; `plain` for a provider without the dialect. */
export function envelopeRefusal(fields: SubmitFields, plain: boolean): number | null {
  const types = plain ? typesRefusal(fields) : null;
  if (types !== null) return types;
  if (!sourceFits(fields)) return status.invalidSource;
  const isRecipient = number.test(fields.destination) || (!plain && isAddress(fields.destination));
  if (!isRecipient) return status.invalidDestination;
  if ((fields.esmClass & ~esmClassBits) !== 0) return status.invalidEsmClass;
  if (!(plain ? standardCodings : dataCodings).has(fields.dataCoding)) return status.invalidDataCoding;
  // The simulator sends at once, so a wish for later is refused and not silently ignored.
  if (fields.scheduleDeliveryTime !== '') return status.invalidSchedule;
  if (fields.validityPeriod !== '' && !validityFits(fields.validityPeriod, plain))
    return status.invalidExpiry;
  return null;
}

/** A name is 5/0, a number with its country 1/1, none 0/0; a short one may be of any type but a name's. */
function typesRefusal({ source, sourceType, destination, destinationType }: SubmitFields): number | null {
  const from = typeFor(source);
  if (from === 'any' ? sourceType.ton === 5 : sourceType.ton !== from.ton) return status.invalidSourceTon;
  if (from !== 'any' && sourceType.npi !== from.npi) return status.invalidSourceNpi;
  const to = typeFor(destination);
  if (to === 'any' ? destinationType.ton === 5 : destinationType.ton !== to.ton) {
    return status.invalidDestinationTon;
  }
  if (to !== 'any' && destinationType.npi !== to.npi) return status.invalidDestinationNpi;
  return null;
}

function typeFor(address: string): TonNpi | 'any' {
  if (address === '') return { ton: 0, npi: 0 };
  if (!/^\d+$/.test(address)) return { ton: 5, npi: 0 };
  return address.length > shortDigits ? { ton: 1, npi: 1 } : 'any';
}

/** An e-mail may come from an address, too. */
function sourceFits({ source, destination }: SubmitFields): boolean {
  return source === '' || isSender(source) || (isAddress(source) && isAddress(destination));
}

/** A relative validity is a day at most, or three at another provider; the absolute one is not reckoned. */
function validityFits(validity: string, plain: boolean): boolean {
  if (!time.test(validity)) return false;
  if (!validity.endsWith('R')) return true;
  const [years = 0, months = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = (
    validity.match(/\d\d/g) ?? []
  ).map(Number);
  const inHours = ((years * 12 + months) * 30 + days) * 24 + hours + (minutes + seconds / 60) / 60;
  return inHours > 0 && inHours <= longestValidityHours[plain ? 'generic' : 'smsc.ru'];
}
