/** What other SMSCs do with ids and receipts, for a person or a test to switch on. */
import { createHash } from 'node:crypto';
import { cString, type Delivery, tag, tlv, writeAlert, writeData, writeDeliver } from './pdu.ts';
import type { Message } from './receipts.ts';
import { messageState } from './receipts.ts';

/** How ids look in submit_sm_resp. */
export const ID_FORMS = ['hex', 'padded', 'uuid', 'symbols', 'always-1'] as const;
export type IdForm = (typeof ID_FORMS)[number];

/** The id of the message that was taken as the nth. */
export function oddId(form: IdForm, n: number): string {
  switch (form) {
    case 'hex':
      return n.toString(16).toUpperCase().padStart(8, '0');
    case 'padded':
      return String(n).padStart(12, '0');
    case 'uuid': {
      const digits = createHash('sha256').update(String(n)).digest('hex').slice(0, 32);
      return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    }
    case 'symbols':
      return `a_b-C{${n}}@|~;x`;
    case 'always-1':
      return '1';
  }
}

/** What is odd about a receipt. */
export const RECEIPT_FORMS = [
  'id-in-hex',
  'id-in-decimal',
  'id-without-zeros',
  'id-in-other-case',
  'id-in-tlv-alone',
  'without-tlvs',
  'in-data-sm',
  'as-ucs2',
  'nul-at-end',
  'state-first',
  'full-words',
  'bare-word',
  'status-in-full',
  'semicolons',
  'commas',
  'equals-signs',
  'dates-in-utc',
  'unknown-state',
  'cut-tlv',
  'after-alert',
  'failed-then-delivered',
] as const;
export type ReceiptForm = (typeof RECEIPT_FORMS)[number];

/** What is delivered for a settled message, whose receipt would be `text`, and by the clock of UTC `utcText`. */
export function oddReceipt(
  form: ReceiptForm,
  message: Message,
  { text, utcText }: { text: string; utcText: string },
): Delivery[] {
  const { id } = message;
  const named = (name: string) => inText(message, text.replace(/^id:\S*/, `id:${name}`));
  const tlvs = [
    tlv(tag.receiptedMessageId, cString(id)),
    tlv(tag.messageState, Buffer.from([messageState(message)])),
  ];
  const ends = { source: message.destination, destination: message.source, esmClass: 0x04, dataCoding: 0 };
  switch (form) {
    case 'id-in-hex':
      return [named(BigInt(id).toString(16).toUpperCase())];
    case 'id-in-decimal':
      return [named(BigInt(`0x${id}`).toString())];
    case 'id-without-zeros':
      return [named(id.replace(/^0+/, ''))];
    case 'id-in-other-case':
      return [named(id === id.toUpperCase() ? id.toLowerCase() : id.toUpperCase())];
    case 'id-in-tlv-alone':
      return [{ body: writeDeliver({ ...ends, shortMessage: Buffer.alloc(0), tlvs }) }];
    case 'without-tlvs':
      return [named(id)];
    case 'in-data-sm':
      return [{ body: writeData({ ...ends, tlvs }), isData: true }];
    case 'as-ucs2':
      return [{ body: writeDeliver({ ...ends, dataCoding: 8, shortMessage: ascii(text), tlvs: [] }) }];
    case 'nul-at-end':
      return [inText(message, `${text.replace(/ text:.*$/s, '')}\0`)];
    case 'state-first':
      return [inText(message, `${/stat:\S+/.exec(text)?.[0]} id:${id}\0`)];
    case 'full-words':
      return [inText(message, text.replace('DELIVRD', 'DELIVERED').replace('UNDELIV ', 'UNDELIVERABLE '))];
    case 'bare-word':
      return [inText(message, text.replace(' stat:', ' '))];
    case 'status-in-full':
      return [inText(message, text.replace(' stat:', ' status:'))];
    case 'semicolons':
      return [inText(message, fields(text).join(';'))];
    case 'commas':
      return [inText(message, fields(text).join(', '))];
    case 'equals-signs':
      return [inText(message, fields(text).join(' ').replaceAll(':', '='))];
    case 'dates-in-utc':
      return [inText(message, utcText)];
    case 'unknown-state':
      return [inText(message, text.replace(/stat:\S+/, 'stat:LOST'))];
    case 'cut-tlv': {
      const { body } = inText(message, text);
      return [{ body: Buffer.concat([body, Buffer.from('001e002801', 'hex')]) }];
    }
    case 'after-alert':
      return [{ ...inText(message, text), alert: writeAlert(ends) }];
    case 'failed-then-delivered':
      return ['UNDELIV', 'DELIVRD'].map((word) =>
        inText(message, text.replace(/stat:\S+ err:\d+/, `stat:${word} err:000`)),
      );
  }
}

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A deliver_sm with nothing but a text. */
const inText = ({ destination, source }: Message, text: string): Delivery => ({
  body: writeDeliver({
    source: destination,
    destination: source,
    esmClass: 0x04,
    dataCoding: 0,
    shortMessage: ascii(text),
    tlvs: [],
  }),
});

/** "id:7", "submit date:…" and so on. */
const fields = (text: string): string[] => text.split(/ (?=sub:|dlvrd:|submit|done|stat:|err:|text:)/);
