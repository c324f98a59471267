import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { namelessFile } from '../../src/chat/tables/nameless-file.ts';
import { openTable } from '../../src/files/open.ts';
import { RUSSIAN } from '../support/table-file.ts';

test('a file that is fetched has no name that a kill could leave behind, and is read by whoever is told of it', async () => {
  const before = readdirSync(tmpdir());
  const file = namelessFile();
  expect(readdirSync(tmpdir()).filter((name) => !before.includes(name) && name.startsWith('table-'))).toEqual(
    [],
  );

  writeFileSync(file.path, '79991234567;Мария\n');
  await using table = await openTable(file.path, RUSSIAN);
  for await (const { cells } of table.rows) expect(cells).toEqual(['79991234567', 'Мария']);

  file.forget();
  expect(() => readFileSync(file.path)).toThrow(/ENOENT|ENXIO|EBADF/);
});
