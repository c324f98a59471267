/** How a connection is bound: both ways, sending only, or receiving only (SMPP 3.4, 2.2). */
export type BindMode = 'transceiver' | 'transmitter' | 'receiver';

/** An SME address with its type of number and numbering plan (SMPP 3.4, 5.2.5–5.2.9). */
export type Address = { address: string; ton: number; npi: number };

/** One part of a long message, by the SAR TLVs (SMPP 3.4, 5.3.2.22–24). */
export type Sar = { ref: number; total: number; number: number };

/** What a submit_sm says (SMPP 3.4, 4.4.1); a field left out is sent empty or 0. */
export type SubmitFields = {
  source: Address;
  destination: Address;
  esmClass: number;
  dataCoding: number;
  /** 1 asks for a receipt of the final state (SMPP 3.4, 5.2.17). */
  registeredDelivery: number;
  /** At most 254 octets; empty when `payload` carries the text. */
  shortMessage: Buffer;
  /** message_payload, at most 65,535 octets. */
  payload: Buffer | null;
  sar: Sar | null;
  serviceType?: string;
  priority?: number;
  /** SMPP time, such as `000001000000000R` for one day (SMPP 3.4, 7.1.1). */
  scheduleDeliveryTime?: string;
  validityPeriod?: string;
};

/** A receipt or an incoming message (SMPP 3.4, 4.6.1 and 4.7.1). All octets are raw: no alphabet is applied here. */
export type Deliver = {
  source: Address;
  destination: Address;
  esmClass: number;
  dataCoding: number;
  /** The text's octets, from short_message; the user data header is taken off. */
  shortMessage: Buffer;
  /** message_payload, with the user data header taken off when it begins there. */
  payload: Buffer | null;
  /** The user data header with its length octet, when esm_class announces one and it fits its message. */
  udh: Buffer | null;
  sar: Sar | null;
  /** Every TLV by its tag, the ones read into fields too; of a repeated tag the first. */
  tlvs: ReadonlyMap<number, Buffer>;
  receiptedMessageId: string | null;
  /** SMPP 3.4, 5.2.28. */
  messageState: number | null;
  /** Network type and code, 3 octets (SMPP 3.4, 5.3.2.31). */
  networkErrorCode: Buffer | null;
};

/** A PDU that the bot writes. `sequence` of a request is 1 .. 0x7fffffff; a response repeats its request's. */
export type OutgoingPdu =
  | {
      command: `bind_${BindMode}`;
      sequence: number;
      systemId: string;
      password: string;
      systemType: string;
    }
  | { command: 'submit_sm'; sequence: number; submit: SubmitFields }
  | { command: 'query_sm'; sequence: number; messageId: string; source: Address }
  | { command: 'deliver_sm_resp' | 'data_sm_resp'; sequence: number; status: number }
  | { command: 'generic_nack'; sequence: number; status: number }
  | { command: 'enquire_link' | 'enquire_link_resp' | 'unbind' | 'unbind_resp'; sequence: number };

type Header = { sequence: number; status: number };

/** A PDU that an SMSC writes, read whole. `unknown` is a command that an SMSC has no business to send us. */
export type IncomingPdu =
  | (Header & { command: `bind_${BindMode}_resp` })
  | (Header & { command: 'submit_sm_resp'; messageId: string | null })
  | (Header & { command: 'deliver_sm' | 'data_sm'; deliver: Deliver })
  | (Header & { command: 'alert_notification' })
  | (Header & {
      command: 'query_sm_resp';
      messageId: string | null;
      /** SMPP time as the SMSC wrote it. */
      finalDate: string | null;
      state: number | null;
      error: number | null;
    })
  | (Header & { command: 'enquire_link' | 'unbind' })
  | (Header & { command: 'enquire_link_resp' | 'unbind_resp' | 'generic_nack' })
  | (Header & { command: 'unknown'; commandId: number });

/** An SMSC's answer to a request of ours. */
export type Answer = Extract<IncomingPdu, { command: `${string}_resp` | 'generic_nack' }>;

/** A PDU whose header is sound and whose body is not: `problem` says where the body broke off. */
export type BadPdu = Header & { command: 'bad'; commandId: number; problem: string };

/** Octets of a PDU's header (SMPP 3.4, 3.2). */
export const HEADER_OCTETS = 16;

/** Tags of TLVs that are written or read here (SMPP 3.4, 5.3.2). */
export const TAG = {
  receiptedMessageId: 0x001e,
  sarRef: 0x020c,
  sarTotal: 0x020e,
  sarNumber: 0x020f,
  networkErrorCode: 0x0423,
  messagePayload: 0x0424,
  messageState: 0x0427,
} as const;

/** command_status values that the link itself writes or reads (SMPP 3.4, 5.1.3). */
export const STATUS = {
  ok: 0x00,
  invalidCommandLength: 0x02,
  invalidCommandId: 0x03,
  invalidBindStatus: 0x04,
  alreadyBound: 0x05,
  bindFailed: 0x0d,
  invalidPassword: 0x0e,
  invalidSystemId: 0x0f,
  invalidSystemType: 0x53,
  receiverTemporaryError: 0x64,
  unknownError: 0xff,
} as const;

/** Whether the command_id is a response's (SMPP 3.4, 5.1.2.1). */
export function isResponse(commandId: number): boolean {
  return commandId >= 0x80000000;
}
