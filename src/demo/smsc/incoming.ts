/** How what a subscriber writes is brought to an account: cut, numbered, in which alphabet, and how often. */
import { z } from 'zod';
import type { Alphabet } from './alphabets.ts';
import { encodeParts } from './alphabets.ts';
import { code, codings } from './mo-alphabets.ts';
import { tag, tlv, writeDeliver } from './pdu.ts';

/** The usual manner by default. The words are those of `GET /api`. */
export const manner = {
  by: z
    .enum(['usual', 'http-too', 'http-alone'])
    .default('usual')
    .describe("By which way it comes: SMPP, the account's HTTP handler beside it, or that alone."),
  as: z
    .enum(['udh8', 'udh16', 'sar'])
    .default('udh8')
    .describe(
      'Where a part says what it is part of: a UDH with an 8-bit or a 16-bit reference, or SAR TLVs.',
    ),
  parts: z
    .int()
    .min(1)
    .max(255)
    .default(1)
    .describe('How many parts at least; of a text that has not so many characters some are empty.'),
  reference: z
    .int()
    .min(0)
    .max(0xffff)
    .default(0)
    .describe('The reference of each message; 0: each has the next.'),
  lost: z.int().min(0).max(255).default(0).describe('The number of the part that never comes; 0: all come.'),
  numbers: z.enum(['right', 'all-first']).default('right').describe('What number the parts have.'),
  coding: z
    .enum(['usual', ...codings])
    .default('usual')
    .describe('usual: the default alphabet of the bind where that holds the text, else UCS-2.'),
  again: z
    .enum(['nothing', 'last-part', 'whole'])
    .default('nothing')
    .describe('What SMPP delivers once more, so long after all of it was taken.'),
  seconds: z.number().min(0).max(86_400).default(3),
  accounts: z.enum(['first', 'all']).default('first').describe('Whether each account has that number.'),
};
const schema = z.object(manner);
export type Manner = z.infer<typeof schema>;

export const usual: Manner = schema.parse({});

/** Octets of a message that goes alone. */
const maxOctets = 140;
/** Octets of text in a part, on the average: some less than a UDH with a 16-bit reference leaves. */
const partOctets = 120;

interface Written {
  from: string;
  to: string;
  text: string;
  /** The message's own, where the manner has none. */
  reference: number;
}

/** The bodies of an incoming message's deliver_sm, in order. */
export function bodiesOf(written: Written, alphabet: Alphabet, how: Manner): Buffer[] {
  const { dataCoding, parts } = cut(written.text, alphabet, how);
  const reference = how.reference === 0 ? written.reference : how.reference;
  return parts.flatMap((octets, index) => {
    if (index + 1 === how.lost) return [];
    const number = how.numbers === 'right' ? index + 1 : 1;
    const { udh, tlvs } =
      parts.length === 1 ? { udh: [], tlvs: [] } : label(how.as, reference, parts.length, number);
    return [
      writeDeliver({
        source: written.from,
        destination: written.to,
        esmClass: udh.length === 0 ? 0x00 : 0x40,
        dataCoding,
        shortMessage: Buffer.concat([Buffer.from(udh), octets]),
        tlvs,
      }),
    ];
  });
}

function cut(text: string, alphabet: Alphabet, how: Manner): { dataCoding: number; parts: Buffer[] } {
  if (how.coding === 'usual' && how.parts === 1) {
    const plain = encodeParts(text, alphabet);
    return { dataCoding: plain === null ? 8 : 0, parts: plain ?? encodeParts(text, 'ucs2') ?? [] };
  }
  const wanted = how.coding === 'usual' ? 'gsm' : how.coding;
  const coded = code(text, wanted);
  const { dataCoding, characters } = coded.characters === null ? code(text, 'ucs2') : coded;
  const all = characters ?? [];
  const length = all.reduce((sum, octets) => sum + octets.length, 0);
  const count = Math.max(how.parts, length > maxOctets ? Math.ceil(length / partOctets) : 1);
  const at = (part: number) => Math.floor((part * all.length) / count);
  const parts = Array.from({ length: count }, (_, part) => Buffer.concat(all.slice(at(part), at(part + 1))));
  return { dataCoding, parts };
}

function label(
  as: Manner['as'],
  reference: number,
  total: number,
  number: number,
): { udh: number[]; tlvs: Buffer[] } {
  const [high, low] = [(reference >> 8) & 0xff, reference & 0xff];
  switch (as) {
    case 'udh8':
      return { udh: [5, 0x00, 3, low, total, number], tlvs: [] };
    case 'udh16':
      return { udh: [6, 0x08, 4, high, low, total, number], tlvs: [] };
    case 'sar':
      return {
        udh: [],
        tlvs: [
          tlv(tag.sarReference, Buffer.of(high, low)),
          tlv(tag.sarTotal, Buffer.of(total)),
          tlv(tag.sarNumber, Buffer.of(number)),
        ],
      };
  }
}
