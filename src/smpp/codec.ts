/*
 * PDUs to octets and back.
 *
 * What the bot writes goes through `smpp`, except submit_sm and deliver_sm_resp, of which there are thousands a
 * second, data_sm_resp, and message_payload, which `smpp` writes through an undeclared variable.
 *
 * What it reads is read here. `smpp` reads on behind the end of a PDU whose body lies about its lengths, decodes
 * text by the wrong alphabet when data_coding has message class bits, and takes the user data header apart.
 */
import smpp from 'smpp';
import { readDataSm, readDeliverSm } from './deliver-body.ts';
import { BodyError, BodyReader } from './octets.ts';
import { type BadPdu, HEADER_OCTETS, type IncomingPdu, type OutgoingPdu } from './pdu.ts';
import { cString, PduWriter } from './pdu-writer.ts';
import { writeSubmitSm } from './submit-body.ts';

const COMMAND_ID = {
  deliver_sm_resp: 0x80000005,
  data_sm_resp: 0x80000103,
} as const;

/**
 * The octets of a PDU.
 *
 * Throws RangeError for a field that the wire cannot hold: a NUL in an address, a short_message over 254 octets.
 */
export function encodePdu(pdu: OutgoingPdu): Buffer {
  switch (pdu.command) {
    case 'submit_sm':
      return writeSubmitSm(pdu.sequence, pdu.submit);
    case 'deliver_sm_resp':
    case 'data_sm_resp': {
      const answer = new PduWriter(COMMAND_ID[pdu.command], pdu.status, pdu.sequence, 1);
      // Unused and NULL (SMPP 3.4, 4.6.2).
      answer.cString('', 'message_id');
      return answer.octets;
    }
    case 'query_sm':
      return bySmpp(pdu, {
        message_id: cString(pdu.messageId, 'message_id'),
        source_addr_ton: pdu.source.ton,
        source_addr_npi: pdu.source.npi,
        source_addr: cString(pdu.source.address, 'source_addr'),
      });
    case 'bind_transceiver':
    case 'bind_transmitter':
    case 'bind_receiver':
      return bySmpp(pdu, {
        system_id: cString(pdu.systemId, 'system_id'),
        password: cString(pdu.password, 'password'),
        system_type: cString(pdu.systemType, 'system_type'),
        interface_version: 0x34,
      });
    case 'generic_nack':
      return bySmpp(pdu, { command_status: pdu.status });
    default:
      return bySmpp(pdu, {});
  }
}

/**
 * Reads one whole PDU, as cut by its command_length. Never throws, and never reads past its end: a body that ends in the
 * middle of its fields makes a {@link BadPdu} with what the header says. What it lacks of its form alone costs nothing: the
 * terminator of a string that ends it, the end of a last TLV.
 *
 * The body of a refusal is not looked at: status says all, and many an SMSC leaves the body out.
 */
export function decodePdu(octets: Buffer): IncomingPdu | BadPdu {
  if (octets.length < HEADER_OCTETS) {
    return { command: 'bad', commandId: 0, status: 0, sequence: 0, problem: 'shorter than a header' };
  }
  const commandId = octets.readUInt32BE(4);
  const header = { status: octets.readUInt32BE(8), sequence: octets.readUInt32BE(12) };
  try {
    return decodeBody(commandId, header, new BodyReader(octets, HEADER_OCTETS));
  } catch (error) {
    if (!(error instanceof BodyError)) throw error;
    return { ...header, command: 'bad', commandId, problem: error.message };
  }
}

/** The name of a command_status (SMPP 3.4, 5.1.3), or its number when the standard has none. */
export function statusName(status: number): string {
  const number = `0x${status.toString(16).padStart(2, '0')}`;
  const name = Object.keys(smpp.errors).find((key) => smpp.errors[key] === status);
  return name === undefined ? number : `${name} (${number})`;
}

function decodeBody(
  commandId: number,
  header: { status: number; sequence: number },
  body: BodyReader,
): IncomingPdu {
  const present = header.status === 0 && body.left > 0;
  switch (commandId) {
    case 0x80000001:
      return { ...header, command: 'bind_receiver_resp' };
    case 0x80000002:
      return { ...header, command: 'bind_transmitter_resp' };
    case 0x80000009:
      return { ...header, command: 'bind_transceiver_resp' };
    case 0x80000004: {
      const messageId = present ? body.cString('message_id') || null : null;
      return { ...header, command: 'submit_sm_resp', messageId };
    }
    case 0x00000005:
      return { ...header, command: 'deliver_sm', deliver: readDeliverSm(body) };
    case 0x00000103:
      return { ...header, command: 'data_sm', deliver: readDataSm(body) };
    case 0x00000102:
      return { ...header, command: 'alert_notification' };
    case 0x80000003: {
      if (!present) {
        return {
          ...header,
          command: 'query_sm_resp',
          messageId: null,
          finalDate: null,
          state: null,
          error: null,
        };
      }
      return {
        ...header,
        command: 'query_sm_resp',
        messageId: body.cString('message_id') || null,
        finalDate: body.cString('final_date') || null,
        state: body.int8('message_state'),
        error: body.left > 0 ? body.int8('error_code') : null,
      };
    }
    case 0x00000015:
      return { ...header, command: 'enquire_link' };
    case 0x80000015:
      return { ...header, command: 'enquire_link_resp' };
    case 0x00000006:
      return { ...header, command: 'unbind' };
    case 0x80000006:
      return { ...header, command: 'unbind_resp' };
    case 0x80000000:
      return { ...header, command: 'generic_nack' };
    default:
      return { ...header, command: 'unknown', commandId };
  }
}

function bySmpp(pdu: OutgoingPdu, fields: Record<string, unknown>): Buffer {
  return new smpp.PDU(pdu.command, { ...fields, sequence_number: pdu.sequence }).toBuffer();
}
