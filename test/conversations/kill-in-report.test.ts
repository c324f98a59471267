import { once } from 'node:events';
import { expect, test } from 'vitest';
import { bot, botMessages, folder, OLGA, storeIn, until, world } from '../support/bot.ts';
import { botProcess } from '../support/bot-process.ts';
import { manyLookups, numbersIn, wanted } from '../support/many-lookups.ts';
import { openTestStore } from '../support/store.ts';
import { read } from '../support/table-file.ts';

const ROWS = 5_000;
/** What each row has beside its number: together they are more than one piece. */
const NETWORK = 'x'.repeat(150);

async function numbersInBook(bytes: Uint8Array): Promise<(string | undefined)[]> {
  const { rows } = await read(bytes);
  return rows.slice(1).map(({ cells: [number] }) => number);
}

/** After the press two commits keep and carry out the update, then there are two for each piece. */
const MOMENTS = ['commit:after:4', 'commit:before:4', 'commit:before:7', 'commit:after:10'];
/** `npm run test:long -- --only reports` has time for all. */
const SAMPLE = process.env.KILL_AT_SECONDS === undefined ? 1 : MOMENTS.length;

test.each(MOMENTS.slice(0, SAMPLE))(
  'a kill -9 while a file is made (%s) leaves each row in it once',
  async (killAt) => {
    const around = await world();
    const path = folder();
    storeIn(path);
    const store = await openTestStore(`file:${path}/bot.db`);
    await manyLookups(store, ROWS);
    await store.db
      .updateTable('messages')
      .set({ lookup: JSON.stringify({ network: NETWORK }) })
      .execute();
    await store.close();
    const first = await botProcess(around, path, { settings: { KILL_AT: killAt } });
    const card = await until(around, () => botMessages(around, OLGA)[0], 'the card of the look-ups');
    first.child.send('count');
    await once(first.child, 'message');

    const pressed = around.telegram.press(OLGA, card.id, { from: OLGA, button: 'As file' }).catch(() => {});
    const files = () => botMessages(around, OLGA).filter(({ file }) => file);
    const bytesOf = (id: number) => around.telegram.file(OLGA, id)?.bytes ?? Buffer.alloc(0);
    const formats = () => new Set(files().map(({ id }) => bytesOf(id).toString('latin1', 0, 2)));
    // How many rows are a piece depends on the machine: where they are few pieces, it is killed once the file is there.
    await Promise.race([first.ended, until(around, () => files().length > 0, 'the file or the kill')]);
    first.child.kill('SIGKILL');
    expect(await first.ended).toBe('SIGKILL');

    // Nothing kills this one: within this process it is there in a fraction of the time.
    const second = await bot(around, {}, path);
    await until(around, () => formats().size === 2, 'both files');
    await Promise.all([second.stop(), pressed]);
    for (const { id, text } of files()) {
      expect(text).toBe('🔎 HLR · 5,000 numbers');
      const bytes = bytesOf(id);
      const numbers =
        bytes.toString('latin1', 0, 2) === 'PK' ? await numbersInBook(bytes) : numbersIn(bytes.toString());
      expect(numbers).toEqual(wanted(ROWS));
    }
    // One whose sending was cut off may stand there twice.
    expect(files().length).toBeLessThanOrEqual(3);
  },
  60_000,
);
