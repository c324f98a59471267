/** windows-1251, in which the provider answers whoever does not ask for utf-8. */
const upper = new TextDecoder('windows-1251').decode(
  Uint8Array.from({ length: 128 }, (_, code) => code + 128),
);
const codes = new Map([...upper].map((character, index) => [character, index + 128]));
const missing = '?'.charCodeAt(0);

export function encodeCyrillic(text: string): Buffer {
  return Buffer.from(
    Array.from(text, (character) => {
      const code = character.codePointAt(0) ?? missing;
      return code < 128 ? code : (codes.get(character) ?? missing);
    }),
  );
}
