import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { whyNotStarted } from '../src/process.ts';
import { openStore } from '../src/store/engine/open.ts';
import { folder } from './support/bot.ts';

/* What a start is refused for: that it is said, and the program ends, is tried in start.test.ts. */

const HTTP = { host: 'no-such-host.invalid', port: 0 };

const refusalOf = async (started: Promise<unknown>): Promise<string | null> =>
  whyNotStarted(
    await started.then(
      () => null,
      (error) => error,
    ),
    HTTP,
  );

test.each([
  [null, /^DATABASE_URL=file:\/.* cannot be opened: .*folder \//],
  // No folder can be made there, by whomever.
  [
    'file:/proc/x/bot.db',
    /^DATABASE_URL=file:\/proc\/x\/bot\.db cannot be opened: .* to the folder \/proc\/x$/,
  ],
])('the store %s, or a folder in its place, is refused by what its user can mend', async (url, said) => {
  expect(await refusalOf(openStore(url ?? `file:${folder()}`))).toMatch(said);
});

test('a host that there is none of is refused by its name', async () => {
  const listening = once(createServer().listen(HTTP.port, HTTP.host), 'listening');
  expect(await refusalOf(listening)).toMatch(
    /^HTTP_HOST=no-such-host\.invalid is no address of this machine \(\w+\): set 127\.0\.0\.1/,
  );
});
