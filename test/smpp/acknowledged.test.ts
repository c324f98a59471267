import { afterEach, beforeEach, expect, test } from 'vitest';
import { Acknowledged } from '../../src/smpp/acknowledged.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { finish, holderForTest, untilBound } from '../support/holder.ts';
import { order, sms, untilAll } from '../support/outbox.ts';
import { openTestStore } from '../support/store.ts';
import { type StubConnection, StubSmsc } from '../support/stub-smsc.ts';
import { unseenIncoming } from '../support/unseen.ts';

const PHONE = '79991234567';

let store: Store;
let stub: StubSmsc;

beforeEach(async () => {
  store = await openTestStore();
  stub = await StubSmsc.listen();
});

afterEach(async () => {
  await finish(store);
  await stub.close();
});

const start = (own = store) => holderForTest(own, `127.0.0.1:${stub.port}`);

/** The provider's end of the next session that is bound. */
async function session(): Promise<StubConnection> {
  const connection = await stub.connection();
  await connection.next('bind_transceiver');
  return connection;
}

let sequence = 0;
const write = (to: StubConnection, text: string): void => {
  sequence += 1;
  const fields = { source_addr: PHONE, destination_addr: '79000000', data_coding: 0, short_message: text };
  to.send('deliver_sm', { ...fields, sequence_number: sequence });
};

/** Writes, one after the other, and waits for ESME_ROK to each. */
async function written(to: StubConnection, ...texts: string[]): Promise<void> {
  for (const text of texts) {
    write(to, text);
    expect(await to.next('deliver_sm_resp')).toMatchObject({ command_status: 0 });
  }
}

const texts = async () => (await unseenIncoming(store.db, 20)).map(({ text }) => text);

test.each(['the link was cut', 'the program ended'])(
  'what the provider repeats since %s before the answer is shown once, and then the same words again',
  async (what) => {
    const committed = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    let isHeld = false;
    const holder = await start({
      ...store,
      async write(work, how) {
        const result = await store.write(work, how);
        if (isHeld && how === 'shared') {
          committed.resolve();
          await gate.promise;
        }
        return result;
      },
    });
    const first = await session();
    await untilBound(holder);
    isHeld = true;
    write(first, 'yes');
    await committed.promise;
    isHeld = false;
    const ended = what === 'the program ended' ? holder.stop(0) : first.socket.destroy();
    await first.closed;
    gate.resolve();
    await ended;
    if (what === 'the program ended') await start();
    const second = await session();

    await written(second, 'no', 'yes');
    expect(await texts()).toEqual(['yes', 'no']);
    await written(second, 'yes');
    expect(await texts()).toEqual(['yes', 'no', 'yes']);
  },
);

test('a second "yes", to the next question, is shown too where the first was acknowledged', async () => {
  await start();
  const first = await session();
  await written(first, 'yes');
  const card = await order(store, [sms(PHONE, 'At 12?')]);
  await untilAll(store, card, 'accepted');

  await written(first, 'yes');
  expect(await texts()).toEqual(['yes', 'yes']);

  // Neither answer surely arrived by a link that was lost: both may be repeated.
  first.socket.destroy();
  const second = await session();
  await written(second, 'no', 'yes', 'yes');
  expect(await texts()).toEqual(['yes', 'yes', 'no']);
  await written(second, 'yes');
  expect(await texts()).toEqual(['yes', 'yes', 'no', 'yes']);
});

test('what comes in one breath is not repeated: the same words after others are shown again', async () => {
  await start();
  const connection = await session();
  connection.socket.cork();
  for (const text of ['yes', 'no', 'yes']) write(connection, text);
  connection.socket.uncork();
  for (let count = 0; count < 3; count += 1) await connection.next('deliver_sm_resp');
  expect(await texts()).toEqual(['yes', 'no', 'yes']);
});

test('no more than fifty thousand are remembered: the oldest may be repeated for all we know', () => {
  const acknowledged = new Acknowledged();
  const { signal } = new AbortController();
  for (let id = 0; id <= 50_000; id += 1) acknowledged.add(String(id), signal);
  expect(['0', '1', '50000'].map((id) => acknowledged.has(id))).toEqual([false, true, true]);
});
