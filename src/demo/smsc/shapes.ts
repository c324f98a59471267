/** What the simulated SMSC shows of itself; the demo world serves these shapes as JSON. */

export type Channel = 'sms' | 'email' | 'call' | 'viber' | 'soc' | 'tgm' | 'bot' | 'hlr' | 'ping';

/** By which a message came to the provider. */
export type Way = 'smpp' | 'https' | 'smtp';

/** One submit_sm as it arrived, with what the SMSC decided about it. */
export interface Submit {
  /** Number of the bind that it came on, counted from 1. */
  bind: number;
  sequence: number;
  source: string;
  destination: string;
  dataCoding: number;
  esmClass: number;
  registeredDelivery: number;
  /** The text of this PDU (of one part, without its UDH); octets that are no text are shown in hex. */
  text: string;
  /** TLVs that came along: message_payload as text, SAR fields as numbers, others in hex under their number. */
  tlvs: Record<string, string | number>;
  /** The command_status decided on, whether or not a fault kept the answer back. */
  status: number;
  /** The id given, null when refused. */
  messageId: string | null;
  /** Unix time, ms. */
  at: number;
}

/** What a subscriber saw: nothing of the dialect's marks, no comment. */
export type PhoneMessage = {
  channel: Channel;
  from: string;
  text: string;
  /** Number of messages that were paid. */
  parts: number;
  /** Unix time, ms. */
  at: number;
} & Partial<{
  /** Absent where it came by SMPP. */
  way: Exclude<Way, 'smpp'>;
  flash: true;
  subject: string;
  bot: string;
  voice: string;
  ring: number;
  retry: number;
  tries: number;
}>;

/** A bind that began or ended. */
export interface BindNote {
  bind: number;
  login: string;
  kind: 'transceiver' | 'transmitter' | 'receiver';
}

/** A receipt that the other side took (deliver_sm_resp with ESME_ROK). */
export interface ReceiptNote {
  messageId: string;
  number: string;
  text: string;
}

/** A message that a subscriber wrote. */
export interface MoNote {
  number: string;
  to: string;
  text: string;
  at: number;
}

/** What a subscriber wrote to the account. */
export interface Incoming {
  id: string;
  phone: string;
  to: string;
  text: string;
  /** Unix time, ms. */
  at: number;
}

export interface SmscEvents {
  submit: [Submit];
  phone: [number: string, message: PhoneMessage];
  mo: [MoNote];
  bind: [BindNote];
  unbind: [BindNote];
  receipt: [ReceiptNote];
  /** Of the (first) account, in its currency. */
  balance: [number];
}
