import { expect, it } from 'vitest';
import { bind, boundClient, submitFields, testSmsc } from '../support/bound-client.ts';
import { request, send } from '../support/smpp-client.ts';

const PHONE = '79991234567';

it('holds all records unless told how many', async () => {
  const { smsc, submit, inbox } = await boundClient();
  for (let index = 0; index < 50; index += 1) await submit(`text ${index}`);
  await inbox.wait(50);
  expect(smsc.submits()).toHaveLength(50);
  expect(smsc.phone(PHONE)).toHaveLength(50);
});

it('holds the newest records when told how many, and knows no more of the others', async () => {
  const { smsc, session, submit, inbox } = await boundClient({ keep: 2, firstId: 1 });
  for (const text of ['one', 'two', 'three']) await submit(text);
  await inbox.wait(3);
  expect(smsc.submits().map(({ text }) => text)).toEqual(['two', 'three']);
  expect(smsc.phone(PHONE).map(({ text }) => text)).toEqual(['two', 'three']);
  const query = (message_id: string) => request(session, 'query_sm', { message_id, source_addr: 'SHOP' });
  expect(await query('1')).toMatchObject({ command_status: 0x67 });
  expect(await query('2')).toMatchObject({ command_status: 0 });
  expect(await submit('three')).toMatchObject({ command_status: 0x45 });
  expect(await submit('one')).toMatchObject({ command_status: 0 });
  await submit('four', { destination_addr: '79990000060' });
  await submit('five', { destination_addr: '79990000061' });
  await inbox.wait(6);
  expect(smsc.phones()).toEqual(['79990000060', '79990000061']);
});

it('holds the newest of what waits to be delivered', async () => {
  const smsc = await testSmsc({ keep: 2 });
  for (const text of ['one', 'two', 'three']) await smsc.write(PHONE, { to: '79000000', text });
  const { session, inbox } = await bind(smsc);
  // Its receipt is the last that comes.
  send(session, 'submit_sm', submitFields('hi'));
  const texts = await inbox.texts(3);
  expect(texts).toEqual(['two', 'three', expect.stringContaining('stat:DELIVRD')]);
});

it('gives the oldest message up whose parts are missing, when more have begun than it holds', async () => {
  const { submit, inbox } = await boundClient({ keep: 2, firstId: 1 });
  for (const reference of [1, 2, 3]) {
    const header = Buffer.from([5, 0, 3, reference, 2, 1]);
    await submit(Buffer.concat([header, Buffer.from('half')]), { esm_class: 0x40 });
  }
  expect((await inbox.texts(1))[0]).toMatch(/^id:1 .*stat:UNDELIV err:241/);
});
