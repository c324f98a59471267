import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Smsc, startSmsc } from '../../src/demo/smsc/index.ts';
import { linkTo, stopLinks, submit } from '../support/link.ts';
import { malformedPdus } from '../support/malformed-pdus.ts';

let smsc: Smsc;
let port: number;

beforeEach(async () => {
  smsc = await startSmsc({ deliveryMs: 0 });
  port = Number(smsc.address.split(':')[1]);
});

afterEach(async () => {
  await stopLinks();
  await smsc.close();
});

function linkToSmsc(...[options, handlers]: [Parameters<typeof linkTo>[1]?, Parameters<typeof linkTo>[2]?]) {
  return linkTo(port, { systemId: smsc.login, password: smsc.password, ...options }, handlers);
}

test('the simulated provider takes a submit, and its receipt comes back with the id', async () => {
  const { link, reach, delivers, delivered } = linkToSmsc();
  link.start();
  await reach('bound');
  const outcome = await link.submit(submit, 'a');
  if (outcome.kind !== 'answered') throw new Error(outcome.kind);
  expect(outcome.status).toBe(0);
  await delivered(1);
  expect(delivers[0]).toMatchObject({ receiptedMessageId: outcome.messageId, messageState: 2 });
  expect(delivers[0]?.tlvs.has(0x2000)).toBe(true);
  expect(smsc.submits()).toMatchObject([{ source: 'SHOP', destination: '79991234567', text: 'hello' }]);
});

test('a receipt that could not be kept comes again', async () => {
  let failures = 1;
  const onDeliver = async (): Promise<number> => {
    failures -= 1;
    if (failures >= 0) throw new Error('the store is away');
    return 0;
  };
  const { link, reach, delivered } = linkToSmsc({}, { onDeliver });
  link.start();
  await reach('bound');
  await link.submit(submit, 'a');
  await delivered(2);
});

test('a connection dropped instead of the answer leaves the submit in doubt, and the link comes back', async () => {
  const { link, reach } = linkToSmsc();
  link.start();
  await reach('bound');
  smsc.fault({ fault: 'drop', when: 'before-answer', times: 1 });
  expect(await link.submit(submit, 'a')).toEqual({ kind: 'no-answer', reason: 'closed' });
  await reach('bound');
  const destination = { address: '79991234568', ton: 1, npi: 1 };
  expect(await link.submit({ ...submit, destination }, 'b')).toMatchObject({ kind: 'answered', status: 0 });
});

test('a wrong password is refused by name', async () => {
  const { link, reach } = linkToSmsc({ password: 'wrong' });
  link.start();
  expect((await reach('waiting')).lastError).toContain('ESME_RINVPASWD');
});

test('one link outlives every malformed PDU in a row', async () => {
  const { link, reach } = linkToSmsc();
  link.start();
  for (const [index, { octets, fate, name }] of malformedPdus.entries()) {
    await reach('bound');
    const waiting = reach('waiting');
    smsc.sendRaw(octets);
    if (fate === 'reconnected') await waiting;
    await reach('bound');
    const destination = { address: `7999123${1_000 + index}`, ton: 1, npi: 1 };
    expect(await link.submit({ ...submit, destination }, name), name).toMatchObject({
      kind: 'answered',
      status: 0,
    });
  }
});
