import { typedAddress } from '../../messages/party.ts';
import { quoted, wordsOf } from '../../watch/line.ts';

const ADDRESSES = /^(from|number)=(.+)$/is;

/**
 * A line of /watch with senders and numbers as they are kept, since another writing of one would tell of nothing for ever.
 * @param country two-letter code of numbers without a country code
 */
export function withNumbers(line: string, country: string): string {
  const words = wordsOf(line);
  // Labels of other programs are called as they like.
  if (words[0]?.toLowerCase() === 'alerts') return line;
  const kept = words.map((word) => {
    const [, name, values] = ADDRESSES.exec(word) ?? [];
    const address = (value: string) =>
      typedAddress(name?.toLowerCase() === 'number' ? value.replace(/[\s().-]/g, '') : value, country);
    return values === undefined ? word : `${name}=${values.split(',').map(address).join(',')}`;
  });
  return kept.map(quoted).join(' ');
}
