import type { Encoding } from '../../src/files/encoding.ts';

/** The bytes of a text in an encoding of the Encoding Standard, which Node only decodes. */
export function encoded(text: string, encoding: Encoding): Buffer {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text);
    case 'utf-16le':
      return Buffer.from(text, 'utf16le');
    case 'utf-16be':
      return Buffer.from(text, 'utf16le').swap16();
    default: {
      const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
      const table = new TextDecoder(encoding).decode(bytes);
      return Buffer.from([...text].map((char) => table.indexOf(char)));
    }
  }
}
