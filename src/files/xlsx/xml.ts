import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { TableRefused } from '../refusal.ts';

/** What is done about each element of an XML file, whatever prefix its name has. */
export interface Elements {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** UTF-16 units without a tag or a text: the longest that a cell may have, each a character reference, are fewer. */
const SILENCE = 1024 * 1024;

/**
 * Reads a part of a workbook piece by piece, and stops after each, so that what was found can be taken on. A document
 * type declaration, which no workbook has, is refused: entities are declared in it.
 */
export async function* readXml(
  part: string,
  chunks: AsyncIterable<Buffer>,
  elements: Elements,
): AsyncGenerator<void> {
  const damaged = (cause?: unknown) => new TableRefused({ kind: 'damaged', part }, { cause });
  const parser = new SaxesParser();
  let heardAt = 0;
  const heard = () => {
    heardAt = parser.position;
  };
  parser.on('error', (error) => {
    throw damaged(error);
  });
  parser.on('doctype', () => {
    throw damaged();
  });
  parser.on('opentag', ({ name, attributes }) => {
    heard();
    elements.open(localName(name), attributes);
  });
  const text = (piece: string) => {
    heard();
    elements.text?.(piece);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', ({ name }) => elements.close?.(localName(name)));

  let decoder: TextDecoder | null = null;
  const decoded = (bytes?: Buffer): string => {
    decoder ??= new TextDecoder(encodingOf(bytes), { fatal: true });
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch (error) {
      throw damaged(error);
    }
  };
  for await (const chunk of chunks) {
    parser.write(decoded(chunk));
    if (parser.position - heardAt > SILENCE) throw damaged();
    yield;
  }
  parser.write(decoded()).close();
  yield;
}

/** Reads a whole part. */
export async function readWhole(
  part: string,
  chunks: AsyncIterable<Buffer>,
  elements: Elements,
): Promise<void> {
  for await (const _ of readXml(part, chunks, elements));
}

/** Its byte order mark tells UTF-16; all other parts are UTF-8. */
function encodingOf(start: Buffer | undefined): string {
  if (start?.[0] === 0xff) return 'utf-16le';
  return start?.[0] === 0xfe ? 'utf-16be' : 'utf-8';
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
