/**
 * What the lean SMSC writes: PDUs laid out once, in which each time only the few octets that differ are written. It
 * shares no code with the bot or with `smpp`, so that neither flatters itself.
 */

/** command_id (SMPP 3.4, 5.1.2.1). */
export const COMMAND = {
  bindReceiver: 0x1,
  bindTransmitter: 0x2,
  query: 0x3,
  submit: 0x4,
  deliverAnswer: 0x80000005,
  unbind: 0x6,
  bindTransceiver: 0x9,
  enquireLink: 0x15,
  enquireLinkAnswer: 0x80000015,
} as const;
const DELIVER = 0x5;
const ANSWER = 0x80000000;
export const HEADER = 16;

/** The ids of messages all have so many digits. */
const ID_DIGITS = 10;
export const FIRST_ID = 3_000_000_000;

/** ESME_RQUERYFAIL (SMPP 3.4, 5.1.3). */
const QUERY_FAILED = 0x67;

function header(command: number, length: number): Buffer {
  const octets = Buffer.alloc(HEADER);
  octets.writeUInt32BE(length, 0);
  octets.writeUInt32BE(command, 4);
  return octets;
}

const pdu = (command: number, ...body: readonly Buffer[]): Buffer =>
  Buffer.concat([header(command, HEADER + body.reduce((sum, { length }) => sum + length, 0)), ...body]);
const cString = (text: string): Buffer => Buffer.from(`${text}\0`, 'latin1');
const tlv = (tag: number, value: Buffer): Buffer =>
  Buffer.concat([Buffer.from([tag >> 8, tag & 0xff, 0, value.length]), value]);

export const writeSequence = (octets: Buffer, sequence: number, at = 0): void =>
  void octets.writeUInt32BE(sequence, at + 12);

/** The answer to a request of that command, of which nothing more is asked. */
export const emptyAnswer = (command: number): Buffer => pdu(ANSWER + command);
/** The answer to a bind. */
export const bindAnswer = (command: number): Buffer => pdu(ANSWER + command, cString('lean'));

/** Nobody is told more of a message than its receipt said. */
export const QUERY_ANSWER = pdu(ANSWER + COMMAND.query);
QUERY_ANSWER.writeUInt32BE(QUERY_FAILED, 8);

/** Its id is written behind its header. */
export const SUBMIT_ANSWER = pdu(ANSWER + COMMAND.submit, cString('0'.repeat(ID_DIGITS)));

/** A receipt that lacks its sequence number, its message's id and its recipient. */
export interface PreparedReceipt {
  readonly octets: Buffer;
  readonly recipientAt: number;
  /** In the text, and in receipted_message_id. */
  readonly idsAt: readonly number[];
}

/** YYMMDDhhmmss by the provider's clock, which is three hours before UTC. */
const dateOf = (now: number): string =>
  new Date(now + 3 * 3_600_000).toISOString().replace(/\D/g, '').slice(2, 14);

/** What a receipt says, in words of the same length: message_state (SMPP 3.4, 5.2.28), and error 6, a phone that is off. */
const FATES = {
  delivered: { stat: 'DELIVRD', state: 2, dlvrd: '001', error: 0 },
  off: { stat: 'UNDELIV', state: 5, dlvrd: '000', error: 6 },
} as const;
export type Fate = keyof typeof FATES;

/**
 * The provider's receipt for a message, with its own TLVs.
 * @param recipientLength digits of the number that it is about
 * @param now ms since 1970, when it was submitted and delivered
 */
export function prepareReceipt(
  sender: string,
  recipientLength: number,
  now: number,
  fate: Fate,
): PreparedReceipt {
  const { stat, state, dlvrd, error } = FATES[fate];
  const id = '0'.repeat(ID_DIGITS);
  const date = dateOf(now);
  const text = `id:${id} sub:001 dlvrd:${dlvrd} submit date:${date} done date:${date} stat:${stat} err:00${error} text:Your order is ready`;
  // service_type is empty; the addresses' types are international (1/1) and alphanumeric (5/1).
  const before = Buffer.from([0, 1, 1]);
  const esmClass = 0x04;
  const middle = Buffer.concat([
    cString('0'.repeat(recipientLength)),
    Buffer.from([5, 1]),
    cString(sender),
    Buffer.from([esmClass, 0, 0, 0, 0, 0, 0, 0, 0, text.length]),
  ]);
  const receiptedId = tlv(0x1e, cString(id));
  const tlvs = Buffer.concat([
    receiptedId,
    tlv(0x427, Buffer.from([state])),
    tlv(0x423, Buffer.from([3, 0, error])),
    tlv(0x2000, cString('2.5000')),
    tlv(0x2001, Buffer.from([0, 0])),
    tlv(0x2002, Buffer.from([0, 1])),
    tlv(0x2003, cString('0')),
  ]);
  const recipientAt = HEADER + before.length;
  const textAt = recipientAt + middle.length;
  return {
    octets: pdu(DELIVER, before, middle, Buffer.from(text, 'latin1'), tlvs),
    recipientAt,
    idsAt: [textAt + 'id:'.length, textAt + text.length + 4],
  };
}

/** The addresses of a submit_sm, which begins at `at` (SMPP 3.4, 4.4.1). */
export function readAddresses(octets: Buffer, at: number): { sender: string; recipient: number } {
  const sourceAt = octets.indexOf(0, at + HEADER) + 3;
  const sourceEnd = octets.indexOf(0, sourceAt);
  const destinationAt = sourceEnd + 3;
  const destinationEnd = octets.indexOf(0, destinationAt);
  let recipient = 0;
  for (let index = destinationAt; index < destinationEnd; index += 1) {
    recipient = recipient * 10 + (octets[index] ?? 0) - 48;
  }
  return { sender: octets.toString('latin1', sourceAt, sourceEnd), recipient };
}
