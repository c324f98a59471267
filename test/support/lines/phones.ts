import { setTimeout as pause } from 'node:timers/promises';
import { Account, alphabetOf } from '../../../src/demo/smsc/account.ts';
import type { Alphabet } from '../../../src/demo/smsc/alphabets.ts';
import { command, Framer, readSubmit } from '../../../src/demo/smsc/pdu.ts';
import type { PhoneMessage } from '../../../src/demo/smsc/shapes.ts';
import { asAgreed } from '../../../src/messages/terms.ts';
import type { WireOptions } from '../../../src/messages/wire.ts';
import { encodePdu } from '../../../src/smpp/codec.ts';
import { submitOf } from '../../../src/smpp/submit-of.ts';
import type { Message } from '../../../src/store/attempts/outbox.ts';

/** A connection as the simulated provider has it. */
export type SimulatedWire = WireOptions & { readonly defaultAlphabet: 'gsm' | 'latin1' };

/** What the provider made of one message; `phone` is what its subscriber was shown, null for a look-up. */
export interface Arrived {
  readonly to: string;
  readonly from: string;
  readonly channel: string;
  readonly alphabet: Alphabet;
  readonly phone: PhoneMessage | null;
}

/** Submits messages as the bot would, and reads them as the simulated provider does, which shares no code with it. */
export async function submitted(messages: readonly Message[], wire: SimulatedWire): Promise<Arrived[]> {
  const phones = new Map<string, PhoneMessage[]>();
  let ids = 0;
  const account = new Account({
    rate: 10_000,
    receiptWindow: 1,
    deliveryMs: 0,
    plain: false,
    duplicatesPerSource: false,
    utcOffsetMinutes: 0,
    keep: 10_000,
    balance: 1_000_000,
    nextId: () => String(++ids),
    receiptForm: () => null,
    held: () => true,
    onPhone: (number, message) => phones.set(number, [...(phones.get(number) ?? []), message]),
    onReceipt: () => {},
    onBalance: () => {},
  });
  const taken = messages.map((message) => submit(account, message, wire));
  // Deliveries take no time, and timers of one length end in order.
  await pause(1);
  account.close();
  return taken.map((one): Arrived => {
    const [phone = null, another] = phones.get(one.to) ?? [];
    if (another) throw new Error(`${one.to} received two messages`);
    return { ...one, phone };
  });
}

function submit(account: Account, message: Message, wire: SimulatedWire): Omit<Arrived, 'phone'> {
  const { request, agreed, reference } = message;
  const agreedOn = asAgreed(request, agreed, wire, reference);
  if (!agreedOn) throw new Error('what was agreed on cannot be had a moment later');
  const framer = new Framer();
  let last: Omit<Arrived, 'phone'> | null = null;
  for (const [index, pdu] of agreedOn.pdus.entries()) {
    const { fields } = submitOf(agreedOn, pdu, index + 1);
    for (const { id, body } of framer.push(
      encodePdu({ command: 'submit_sm', sequence: index + 1, submit: fields }),
    )) {
      if (id !== command.submitSm) throw new Error(`command ${id}`);
      const read = readSubmit(body);
      const { status, messageId } = account.submit(read, wire.defaultAlphabet);
      const known = messageId === null ? null : account.find(messageId, read.source);
      if (!known) throw new Error(`part ${index + 1} to ${read.destination} was refused: ${status}`);
      const { destination: to, source: from, channel } = known;
      last = { to, from, channel, alphabet: alphabetOf(read.dataCoding, wire.defaultAlphabet) };
    }
  }
  if (!last) throw new Error('nothing was submitted');
  return last;
}
