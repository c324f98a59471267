import type { Random } from '../../support/random.ts';

const HEADER = 16;
const UNBIND = 0x06;
/** Who writes in the samples: each time somebody else. */
const SENDER = '79991234567';
/** Tags that either side knows, one that neither does. */
const TAGS = [
  0x001e, 0x020c, 0x020e, 0x020f, 0x0423, 0x0424, 0x0427, 0x2000, 0x2001, 0x2002, 0x2003, 0x1234,
] as const;
const LONGEST_RANDOM_BODY = 300;
/** Now and then a body as long as a frame may be. */
const LONGEST_BODY = 60_000;
/** Bytes at which readers stumble. */
const EDGES = [0x00, 0x01, 0x7f, 0x80, 0xfe, 0xff] as const;

/** A PDU whose frame is sound, its length true, and of whose body nothing can be relied on. */
export function fuzzedPdu(random: Random, samples: readonly Buffer[], sequence: () => number): Buffer {
  const sample = samples[random.between(0, samples.length - 1)] ?? Buffer.alloc(HEADER);
  let body: Buffer = random.chance(0.2)
    ? random.bytes(random.between(0, random.chance(0.002) ? LONGEST_BODY : LONGEST_RANDOM_BODY))
    : Buffer.from(sample.subarray(HEADER));
  const sender = body.indexOf(SENDER);
  if (sender >= 0)
    body.write(String(random.between(10 ** 6, 10 ** 7 - 1)), sender + SENDER.length - 7, 'latin1');
  const changes = random.between(0, 3);
  for (let change = 0; change < changes; change += 1) body = mutated(random, body);
  const header = Buffer.from(sample.subarray(0, HEADER));
  header.writeUInt32BE(HEADER + body.length, 0);
  if (random.chance(0.05))
    header.writeUInt32BE(random.between(0, 0x1f) + (random.chance(0.5) ? 0x80000000 : 0), 4);
  if (random.chance(0.02)) random.bytes(4).copy(header, 4);
  // An unbind ends the link, and what follows it would not be read.
  if (header.readUInt32BE(4) === UNBIND) header.writeUInt32BE(UNBIND + 1, 4);
  header.writeUInt32BE(random.chance(0.1) ? random.between(0, 0xffffffff) : 0, 8);
  header.writeUInt32BE(random.chance(0.2) ? random.between(0, 0xffffffff) : sequence(), 12);
  return Buffer.concat([header, body]);
}

function mutated(random: Random, body: Buffer): Buffer {
  const at = random.between(0, Math.max(0, body.length - 1));
  switch (random.between(0, 6)) {
    case 0:
      if (body.length > 0) body.writeUInt8(random.between(0, 255), at);
      return body;
    case 1:
      if (body.length > 0) body.writeUInt8(random.pick(EDGES), at);
      return body;
    case 2:
      return body.subarray(0, at);
    case 3:
      return Buffer.concat([body, random.bytes(random.between(1, 40))]);
    case 4:
      return Buffer.concat([body.subarray(0, at), random.bytes(random.between(1, 8)), body.subarray(at)]);
    case 5:
      return Buffer.concat([body.subarray(0, at), body.subarray(at + random.between(1, 8))]);
    default:
      return Buffer.concat([body, tlv(random)]);
  }
}

/** With a length that may lie. */
function tlv(random: Random): Buffer {
  const value = random.bytes(random.between(0, 12));
  const head = Buffer.alloc(4);
  head.writeUInt16BE(random.pick(TAGS), 0);
  head.writeUInt16BE(random.chance(0.7) ? value.length : random.between(0, 0xffff), 2);
  return Buffer.concat([head, value]);
}

/** What ends a link: an unbind, a length that is none, one that lies, or half a PDU. */
export function lastBytes(random: Random, samples: readonly Buffer[]): Buffer {
  if (random.chance(0.2)) return Buffer.from('00000010000000060000000000000001', 'hex');
  const sample = Buffer.from(samples[random.between(0, samples.length - 1)] ?? Buffer.alloc(HEADER));
  const length = random.pick([
    random.between(0, 15),
    random.between(0x20000, 0xffffffff),
    sample.length + random.between(1, 9),
  ]);
  sample.writeUInt32BE(length, 0);
  return Buffer.concat([sample, random.bytes(random.between(0, 64))]);
}

/** Cuts bytes where a network might. */
export function chunks(random: Random, bytes: Buffer): Buffer[] {
  const cut: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = random.chance(0.1) ? random.between(1, 20) : random.between(1, 16_384);
    cut.push(bytes.subarray(at, at + size));
    at += size;
  }
  return cut;
}
