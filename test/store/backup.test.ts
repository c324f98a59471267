import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { BackupRefused, backUp } from '../../src/store/backup.ts';
import { nameChat } from '../../src/store/chats/chat-names.ts';
import { storeAddress } from '../../src/store/engine/address.ts';
import { order, sms } from '../support/outbox.ts';
import { START, startProgram } from '../support/program.ts';
import { migratedUrl, newStoreUrl, openTestStore } from '../support/store.ts';

test('a backup taken while the bot writes holds what was committed when it began, for its user alone', async () => {
  const url = migratedUrl();
  const store = await openTestStore(url);
  const card = await order(store, [sms('79991234567', 'hello')]);
  const file = `${newStoreUrl().slice('file:'.length)}.backup`;

  const size = backUp(url, file);
  await store.write((tx) => nameChat(tx, -1, 'en'));

  expect(statSync(file)).toMatchObject({ size, mode: 0o100600 });
  expect(readdirSync(dirname(file)).filter((name) => name.endsWith('.part'))).toEqual([]);
  const copy = await openTestStore(`file:${file}`);
  expect(await messagesOfCard(copy.db, card, 10)).toMatchObject([{ recipient: '79991234567' }]);
  expect(await copy.db.selectFrom('chats').selectAll().execute()).toEqual([]);
  await copy.close();
  await store.close();
});

test('a backup overwrites nothing, and makes no store where none is', async () => {
  const url = newStoreUrl();
  const file = `${url.slice('file:'.length)}.backup`;
  expect(() => backUp(url, file)).toThrow(/no such file/);
  expect(existsSync(file)).toBe(false);
  await (await openTestStore(url)).close();
  writeFileSync(file, 'precious');

  expect(() => backUp(url, file)).toThrow(BackupRefused);

  expect(statSync(file).size).toBe('precious'.length);
});

test('a PostgreSQL store is left to pg_dump, without its password', () => {
  expect(() => backUp('postgres://bot:hunter2@db/bot', 'a.dump')).toThrow(
    /^(?!.*hunter2).*pg_dump .*--file=a\.dump .*db\/bot/,
  );
});

test('backup and move work on the store that the bot would open', () => {
  const needed = { BOT_TOKEN: '1:a', SMPP_SYSTEM_ID: 'a', SMPP_PASSWORD: 'b' };
  for (const DATABASE_URL of [undefined, '', 'file:other.db', 'postgres://db/bot']) {
    expect(storeAddress({ DATABASE_URL })).toBe(readConfig({ ...needed, DATABASE_URL }).databaseUrl);
  }
});

test.each([['backup.ts', 'a.db'], ['move.ts', 'postgres://bot@127.0.0.1:1/bot'], ['pause-campaigns.ts']])(
  'store/%s says in a line what is wrong with its settings',
  async (script, ...args) => {
    const path = dirname(newStoreUrl().slice('file:'.length));
    const run = async () => {
      const { ended, output } = startProgram([START, `store/${script}`, ...args], path);
      return { code: await ended, output: output() };
    };
    writeFileSync(join(path, '.env'), 'DATABASE_URL: file:hunter2.db');
    expect(await run()).toEqual({ code: 1, output: '.env, line 1: not NAME=value\n' });
    writeFileSync(join(path, '.env'), 'DATABASE_URL=data/hunter2.db');
    expect(await run()).toEqual({
      code: 1,
      output:
        'DATABASE_URL takes file:PATH, such as file:data/bot.db, or postgres://USER:PASSWORD@HOST/DATABASE\n',
    });
    writeFileSync(
      join(path, 'other.txt'),
      'this is a letter and no store at all, whatever it is called'.repeat(20),
    );
    writeFileSync(join(path, '.env'), 'DATABASE_URL=file:other.txt');
    expect(await run()).toEqual({ code: 1, output: expect.stringMatching(/^.*file is not a database.*\n$/) });
  },
);

test('npm run backup says what it did, and how to bring it back', async () => {
  const url = newStoreUrl();
  const store = await openTestStore(url);
  const file = `${url.slice('file:'.length)}.backup`;
  const run = async (...args: string[]) => {
    const program = startProgram([START, 'store/backup.ts', ...args], dirname(file), { DATABASE_URL: url });
    return { code: await program.ended, stdout: program.stdout(), stderr: program.stderr() };
  };

  expect(await run()).toMatchObject({ code: 1, stderr: expect.stringMatching(/npm run backup -- FILE/) });
  expect(await run(file)).toMatchObject({ code: 0, stdout: expect.stringContaining(file), stderr: '' });
  expect(await run(file)).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^.* exists: name a new file\n$/),
  });
  expect(await run('/nonexistent/b.db')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^\/nonexistent\/b\.db cannot be written: ENOENT.*\n$/),
  });
  await store.close();
});
