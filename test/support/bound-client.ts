import { onTestFinished } from 'vitest';
import type { Smsc, SmscOptions } from '../../src/demo/smsc/index.ts';
import { startSmsc } from '../../src/demo/smsc/index.ts';
import type { ClientPdu, Session } from './smpp-client.ts';
import { connect, Inbox, request, send } from './smpp-client.ts';

/** A submit_sm that the simulated SMSC takes; a test changes what it is about. */
const ordinary = {
  source_addr_ton: 5,
  source_addr_npi: 1,
  source_addr: 'SHOP',
  dest_addr_ton: 1,
  dest_addr_npi: 1,
  destination_addr: '79991234567',
  data_coding: 0,
  registered_delivery: 1,
};

/** Starts an SMSC that ends with the test; deliveries take no time unless said otherwise. */
export async function testSmsc(options: SmscOptions = {}): Promise<Smsc> {
  const smsc = await startSmsc({ deliveryMs: 0, ...options });
  onTestFinished(() => smsc.close());
  return smsc;
}

/**
 * Connects and binds; throws when the SMSC does not let it in. The inbox listens before the bind: what waits for
 * a bind comes in the same breath as its answer.
 */
export async function bind(
  smsc: Smsc,
  kind = 'transceiver',
  fields: object = {},
  answer?: (pdu: ClientPdu) => number | null,
): Promise<{ session: Session; inbox: Inbox }> {
  const session = await connect(smsc.address);
  const inbox = new Inbox(session, answer);
  const credentials = { system_id: smsc.login, password: smsc.password, ...fields };
  const { command_status } = await request(session, `bind_${kind}`, credentials);
  if (command_status !== 0) throw new Error(`bind refused with ${command_status}`);
  return { session, inbox };
}

/** The fields of a submit_sm; a text goes as it is in Latin letters, as UCS-2 under data_coding 8. */
export function submitFields(text: string | Buffer, fields: { data_coding?: number } = {}): object {
  const octets =
    typeof text !== 'string'
      ? text
      : fields.data_coding === 8
        ? ucs2(text)
        : Buffer.from(text.replaceAll('_', '\x11').replaceAll('@', '\0').replaceAll('~', '\x1b='), 'latin1');
  return { ...ordinary, short_message: octets, ...fields };
}

/** UTF-16, big-endian. */
export function ucs2(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

/** A bound client with what it needs to submit and to receive. */
export async function boundClient(
  options: SmscOptions = {},
  { answer, ...bindFields }: { answer?: (pdu: ClientPdu) => number | null } & Record<string, unknown> = {},
) {
  const smsc = await testSmsc(options);
  const { session, inbox } = await bind(smsc, 'transceiver', bindFields, answer);
  return {
    smsc,
    session,
    inbox,
    submit: (text: string | Buffer, fields: object = {}) =>
      request(session, 'submit_sm', submitFields(text, fields)),
    post: (text: string | Buffer, fields: object = {}) =>
      send(session, 'submit_sm', submitFields(text, fields)),
  };
}
