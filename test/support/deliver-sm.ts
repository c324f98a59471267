/** A deliver_sm with an empty service_type and destination (SMPP 3.4, 4.6.1). */
export function deliverSm(esmClass: number, text: string, source = ''): Buffer {
  const octets = Buffer.from(text);
  const fields = [0, 0, 0, 0, esmClass, 0, 0, 0, 0, 0, 0, 0, 0, octets.length];
  const from = Buffer.from(`\0\0\0${source}\0`);
  const pdu = Buffer.concat([Buffer.alloc(16), from, Buffer.from(fields.slice(1)), octets]);
  pdu.writeUInt32BE(pdu.length, 0);
  pdu.writeUInt32BE(0x05, 4);
  pdu.writeUInt32BE(77, 12);
  return pdu;
}
