import type { Concatenation, Part } from '../../src/store/talks/incoming-parts.ts';

/** Part `part` of `parts` of a long SMS from +7 999 123-45-67, with a reference of eight bits unless said otherwise. */
export const longPart = (
  text: string,
  part: number,
  parts: number,
  {
    sender = '79991234567',
    recipient = '79000000',
    ...of
  }: Partial<Omit<Part, 'octets'> & Concatenation> = {},
): Part => ({
  sender,
  recipient,
  concatenation: { series: of.series ?? 'udh8', reference: of.reference ?? 7, part, parts },
  octets: { octets: Buffer.from(text, 'utf16le').swap16(), dataCoding: 8, defaultAlphabet: 'gsm' },
});
