import { createReadStream } from 'node:fs';
import type { Encoding } from './encoding.ts';

/** What stands in a file of plain text, as it is asked for. */
export async function* textOf(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(path, { start: 0 }))
    yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}
