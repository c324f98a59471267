import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameError, Frames, MAX_PDU_OCTETS } from '../../src/smpp/framing.ts';

function pdu(length: number): Buffer {
  const octets = Buffer.alloc(length, length & 0xff);
  octets.writeUInt32BE(length, 0);
  return octets;
}

function all(frames: Frames): Buffer[] {
  const pdus: Buffer[] = [];
  for (let next = frames.next(); next !== null; next = frames.next()) pdus.push(next);
  return pdus;
}

test('the same PDUs come out however the stream is chunked', () => {
  const lengths = fc.array(fc.integer({ min: 16, max: 400 }), { minLength: 1, maxLength: 20 });
  const cuts = fc.array(fc.integer({ min: 0, max: 8_000 }), { maxLength: 60 });
  fc.assert(
    fc.property(lengths, cuts, (sizes, at) => {
      const pdus = sizes.map(pdu);
      const stream = Buffer.concat(pdus);
      const edges = [0, ...at.filter((cut) => cut < stream.length).sort((a, b) => a - b), stream.length];
      const frames = new Frames();
      const out: Buffer[] = [];
      edges.slice(1).forEach((edge, index) => {
        frames.push(stream.subarray(edges[index], edge));
        out.push(...all(frames));
      });
      expect(out).toEqual(pdus);
    }),
  );
});

test('the longest PDU passes, octet by octet', () => {
  const longest = pdu(MAX_PDU_OCTETS);
  const frames = new Frames();
  for (const octet of longest) frames.push(Buffer.of(octet));
  expect(frames.next()).toEqual(longest);
});

test.each([0, 1, 3, 4, 15, MAX_PDU_OCTETS + 1, 0x80000000, 0xffffffff])(
  'command_length %i is an error as soon as it is read',
  (length) => {
    const frames = new Frames();
    const octets = Buffer.alloc(4);
    octets.writeUInt32BE(length, 0);
    frames.push(octets);
    expect(() => frames.next()).toThrow(FrameError);
  },
);

test('what came before an unsound length is not lost', () => {
  const frames = new Frames();
  frames.push(Buffer.concat([pdu(20), Buffer.alloc(16)]));
  expect(frames.next()).toEqual(pdu(20));
  expect(() => frames.next()).toThrow(FrameError);
});
