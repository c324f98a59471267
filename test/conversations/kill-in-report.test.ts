import { once } from 'node:events';
import { expect, test } from 'vitest';
import { botMessages, folder, OLGA, until, world } from '../support/bot.ts';
import { botProcess } from '../support/bot-process.ts';
import { manyLookups, numbersIn, wanted } from '../support/many-lookups.ts';
import { openTestStore } from '../support/store.ts';

const ROWS = 5_000;

// After the press two commits keep and carry out the update, then there are two for each piece.
test.each(['commit:before:4', 'commit:after:4', 'commit:before:7', 'commit:after:10'])(
  'a kill -9 while a file is made (%s) leaves each row in it once',
  async (killAt) => {
    const around = await world();
    const path = folder();
    const store = await openTestStore(`file:${path}/bot.db`);
    await manyLookups(store, ROWS);
    await store.close();
    const first = await botProcess(around, path, { settings: { KILL_AT: killAt } });
    const card = await until(around, () => botMessages(around, OLGA)[0], 'the card of the look-ups');
    first.child.send('count');
    await once(first.child, 'message');

    const pressed = around.telegram.press(OLGA, card.id, { from: OLGA, button: 'As file' }).catch(() => {});
    const files = () => botMessages(around, OLGA).filter(({ file }) => file);
    // How many rows are a piece depends on the machine: where they are few pieces, it is killed once the file is there.
    await Promise.race([first.ended, until(around, () => files().length > 0, 'the file or the kill')]);
    first.child.kill('SIGKILL');
    expect(await first.ended).toBe('SIGKILL');

    const second = await botProcess(around, path);
    await until(around, () => files().length > 0, 'the file');
    second.child.kill('SIGKILL');
    await Promise.all([second.ended, pressed]);
    for (const { id, text } of files()) {
      expect(text).toBe('🔎 HLR · 5,000 numbers');
      expect(numbersIn(around.telegram.file(OLGA, id)?.bytes.toString() ?? '')).toEqual(wanted(ROWS));
    }
    // One whose sending was cut off may stand there twice.
    expect(files().length).toBeLessThanOrEqual(2);
  },
  60_000,
);
