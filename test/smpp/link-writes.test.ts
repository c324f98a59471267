import net from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type LinkUnderTest, linkTo, stopLinks, submit } from '../support/link.ts';
import { StubSmsc } from '../support/stub-smsc.ts';

let stub: StubSmsc;

beforeEach(async () => {
  stub = await StubSmsc.listen();
});

afterEach(async () => {
  vi.restoreAllMocks();
  await stopLinks();
  await stub.close();
});

async function bound(): Promise<LinkUnderTest> {
  const under = linkTo(stub.port);
  under.link.start();
  await under.reach('bound');
  return under;
}

/** The command_id of each PDU, by the writes to the SMSC in which they leave from now on. */
function writes(): number[][] {
  const seen: number[][] = [];
  const write = net.Socket.prototype.write as (this: net.Socket, ...args: unknown[]) => boolean;
  vi.spyOn(net.Socket.prototype, 'write').mockImplementation(function (this: net.Socket, ...args: unknown[]) {
    const [octets] = args;
    if (this.remotePort === stub.port && Buffer.isBuffer(octets)) {
      const commands: number[] = [];
      for (let at = 0; at < octets.length; at += octets.readUInt32BE(at))
        commands.push(octets.readUInt32BE(at + 4));
      seen.push(commands);
    }
    return write.apply(this, args);
  });
  return seen;
}

test('submits and answers of one turn of the event loop leave in one write', async () => {
  const { link, delivered } = await bound();
  const smsc = await stub.connection();
  const seen = writes();
  const outcomes: Promise<unknown>[] = [];
  smsc.send('deliver_sm', { sequence_number: 7, short_message: Buffer.from('hi') });
  await delivered(1);
  for (let count = 0; count < 5; count += 1) outcomes.push(link.submit(submit, `${count}`));
  await Promise.all(outcomes);
  expect(seen).toHaveLength(1);
  const [submits, answers] = [4, 0x80000005].map((id) => seen.flat().filter((command) => command === id));
  expect([submits?.length, answers?.length]).toEqual([5, 1]);
});

test('a single submit leaves in the turn in which it is handed over', async () => {
  const { link } = await bound();
  const seen = writes();
  const outcome = link.submit(submit, 'a');
  await turn();
  expect(seen).toEqual([[4]]);
  await outcome;
});
