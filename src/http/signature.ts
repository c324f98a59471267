import { createHash, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type Charset, encode } from './charset.ts';

/** How the provider signs its calls; crc32 keeps out mistakes, not people. */
export type Signature = 'sha1' | 'md5' | 'crc32';

export const SIGNATURES: readonly Signature[] = ['sha1', 'md5', 'crc32'];

/** Compares in a time that depends on the lengths alone. */
export function sameInConstantTime(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Every way of writing the digest, in lower case: of crc32 nothing says whether it is hexadecimal or decimal. */
function digests(octets: Buffer, signature: Signature): string[] {
  if (signature !== 'crc32') return [createHash(signature).update(octets).digest('hex')];
  const sum = crc32(octets);
  return [sum.toString(16).padStart(8, '0'), sum.toString(16), sum.toString()];
}

/**
 * Whether `digest` signs the fields, joined by colons and followed by the secret. Nothing says in which octets the
 * provider writes them when it signs, so it may be the charset of the call, or UTF-8.
 */
export function isSigned(
  fields: readonly string[],
  {
    digest,
    secret,
    signature,
    charset,
  }: { digest: string; secret: string; signature: Signature; charset: Charset },
): boolean {
  const text = [...fields, secret].join(':');
  const octets = [encode(text, charset), encode(text, 'utf-8')].filter((one) => one !== null);
  const given = digest.trim().toLowerCase();
  // Every candidate is compared, so that the time does not tell which one it was.
  return octets
    .flatMap((one) => digests(one, signature))
    .map((expected) => sameInConstantTime(given, expected))
    .includes(true);
}
