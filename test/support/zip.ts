import { crc32, deflateRawSync } from 'node:zlib';

/** A file to be put into a zip, and what the zip says of it when that is not the truth. */
export interface ZipPart {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Bytes that it is said to unpack to. */
  readonly saidSize?: number;
  readonly encrypted?: boolean;
}

const number = (value: number, bytes: 2 | 4): Buffer => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
};

/** Writes a zip (APPNOTE.TXT 4.3), deflated. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, saidSize, encrypted = false } of parts) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const label = Buffer.from(name);
    const common = Buffer.concat([
      number(20, 2),
      number((encrypted ? 1 : 0) | 0x800, 2),
      number(8, 2),
      number(0, 4),
      number(crc32(bytes), 4),
      number(packed.length, 4),
      number(saidSize ?? bytes.length, 4),
      number(label.length, 2),
      number(0, 2),
    ]);
    const file = Buffer.concat([Buffer.from('PK\x03\x04'), common, label, packed]);
    files.push(file);
    directory.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02'),
        number(20, 2),
        common,
        Buffer.alloc(10),
        number(at, 4),
        label,
      ]),
    );
    at += file.length;
  }
  const listed = Buffer.concat(directory);
  const end = [number(0, 4), number(parts.length, 2), number(parts.length, 2), number(listed.length, 4)];
  return Buffer.concat([...files, listed, Buffer.from('PK\x05\x06'), ...end, number(at, 4), number(0, 2)]);
}
