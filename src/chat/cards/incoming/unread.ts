import type { Incoming } from '../../../store/talks/incoming.ts';

/** "0xF5" */
export const codingName = (dataCoding: number): string =>
  `0x${dataCoding.toString(16).toUpperCase().padStart(2, '0')}`;

/** Whether its octets are all there is of it: gaps between parts are no text either. */
export const nothingRead = ({ text, unread }: Pick<Incoming, 'text' | 'unread'>): boolean =>
  unread.length > 0 && /^…*$/.test(text);

/** The octets that could not be read, a line each with its data_coding: "0xF5: 02 4A 3A". */
export const octetLines = ({ unread }: Pick<Incoming, 'unread'>): string[] =>
  unread.map(({ dataCoding, octets }) => `${codingName(dataCoding)}: ${octets.replace(/..(?=.)/g, '$& ')}`);
