import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { TableRefused, within } from '../refusal.ts';

/** The files in a zip, by their names in lower case. */
export interface Zip extends AsyncDisposable {
  has(name: string): boolean;
  /** Unpacks one piece by piece, never to more than the zip says of it. */
  read(name: string): AsyncGenerator<Buffer>;
}

/**
 * Opens a zip. Before anything is unpacked, its directory is asked how much it would be in all; a directory that lies
 * about that is found out while a file is unpacked.
 */
export async function openZip(path: string): Promise<Zip> {
  const zip = await sound('zip', () => openPromise(path, { autoClose: false, lazyEntries: true }));
  try {
    return zipOf(zip, await entriesOf(zip));
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  within('entries', zip.entryCount);
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  await sound('zip', async () => {
    for await (const entry of zip.eachEntry()) {
      unpacked += entry.uncompressedSize;
      within('unpacked', unpacked);
      if (entry.isEncrypted()) throw new TableRefused({ kind: 'encrypted' });
      entries.set(entry.fileName.toLowerCase(), entry);
    }
  });
  return entries;
}

function zipOf(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Zip {
  return {
    has: (name) => entries.has(name.toLowerCase()),
    async *read(name) {
      const entry = entries.get(name.toLowerCase());
      if (!entry) throw new TableRefused({ kind: 'damaged', part: name });
      const stream = await sound(name, () => zip.openReadStreamPromise(entry));
      try {
        yield* stream as AsyncIterable<Buffer>;
      } catch (error) {
        throw new TableRefused({ kind: 'damaged', part: name }, { cause: error });
      }
    },
    async [Symbol.asyncDispose]() {
      zip.close();
    },
  };
}

/** What the library finds wrong is the file's damage. */
async function sound<T>(part: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof TableRefused) throw error;
    throw new TableRefused({ kind: 'damaged', part }, { cause: error });
  }
}
