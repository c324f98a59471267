import { expect, test } from 'vitest';
import { folder } from '../support/bot.ts';
import { migratedFurther } from '../support/newer-store.ts';
import { START, startProgram } from '../support/program.ts';
import { onEachStore } from '../support/stores.ts';

onEachStore(({ open, newUrl }) => {
  test('a store of a newer version is left as it is, and a line says which version is needed', async () => {
    const url = await newUrl();
    const store = await open(url);
    await migratedFurther(store);
    await store.close();

    const env = { BOT_TOKEN: '1:a', SMPP_SYSTEM_ID: 'shop', SMPP_PASSWORD: 'x', LOG_LEVEL: 'silent' };
    const { ended, output } = startProgram([START], folder(), { ...env, DATABASE_URL: url });

    expect(await ended).toBe(1);
    expect(output().trim().split('\n')).toHaveLength(1);
    expect(output()).toMatch(
      /^the store is of a newer version .* up to 9999-later, and this version, \d+\.\d+\.\d+, knows no further than \d{4}-[\w-]+\. Install the newer version again, or restore a backup/,
    );
  });
});
