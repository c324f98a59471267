import { once } from 'node:events';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { bind, boundClient, submitFields, testSmsc } from '../support/bound-client.ts';
import { connect, request } from '../support/smpp-client.ts';

afterEach(() => {
  vi.useRealTimers();
});

const bindKinds = ['bind_transceiver', 'bind_transmitter', 'bind_receiver'];

describe('a bind', () => {
  it.each(bindKinds)('is let in as %s', async (command) => {
    const smsc = await testSmsc({ login: 'shop', password: 'secret' });
    const session = await connect(smsc.address);
    const answer = await request(session, command, { system_id: 'shop', password: 'secret' });
    expect(answer).toMatchObject({
      command: `${command}_resp`,
      command_status: 0,
      sc_interface_version: 0x34,
    });
    expect(smsc.binds()).toBe(1);
  });

  it.each([
    ['an unknown login', { system_id: 'nobody' }, 0x0f],
    ['a wrong password', { password: 'guess' }, 0x0e],
    ['a system_type other than empty and ISO', { system_type: 'VMA' }, 0x53],
    ['an interface version below 3.4', { interface_version: 0x33 }, 0x0d],
  ])('is refused for %s', async (_, fields, status) => {
    const smsc = await testSmsc();
    const session = await connect(smsc.address);
    const credentials = { system_id: smsc.login, password: smsc.password, ...fields };
    const answer = await request(session, 'bind_transceiver', credentials);
    expect(answer.command_status).toBe(status);
    expect(smsc.binds()).toBe(0);
  });

  it('is refused on a session that is bound', async () => {
    const { smsc, session } = await boundClient();
    const credentials = { system_id: smsc.login, password: smsc.password };
    expect((await request(session, 'bind_receiver', credentials)).command_status).toBe(0x05);
  });

  it('beyond what the account permits ends the oldest one', async () => {
    const smsc = await testSmsc({ binds: 2 });
    const { session: oldest } = await bind(smsc);
    const { session: second } = await bind(smsc);
    const unbound = once(oldest, 'unbind');
    const closed = once(oldest, 'close');
    await bind(smsc);
    await unbound;
    await closed;
    expect(smsc.binds()).toBe(2);
    expect((await request(second, 'enquire_link')).command_status).toBe(0);
  });

  it('that ended gets its last answers, though more submits are on their way', async () => {
    const { smsc, session, submit, post } = await boundClient();
    const closed = once(session, 'close');
    smsc.fault({ fault: 'drop', when: 'after-answer', times: 1 });
    const answer = submit('first');
    for (let n = 0; n < 500; n += 1) post(`further ${n}`);
    expect((await answer).command_status).toBe(0);
    await closed;
    expect(smsc.submits()).toHaveLength(1);
  });

  it('of a transmitter and one of a receiver count as one together', async () => {
    const smsc = await testSmsc({ binds: 1 });
    const { session: transmitter } = await bind(smsc, 'transmitter');
    const { session: receiver } = await bind(smsc, 'receiver');
    expect(smsc.binds()).toBe(2);
    const closed = once(transmitter, 'close');
    await bind(smsc, 'transmitter');
    await closed;
    expect((await request(receiver, 'enquire_link')).command_status).toBe(0);
  });

  it('of another account leaves the first one alone', async () => {
    const smsc = await testSmsc({ accounts: { other: 'pw' } });
    await bind(smsc);
    await bind(smsc, 'transceiver', { system_id: 'other', password: 'pw' });
    expect(smsc.binds()).toBe(2);
  });
});

describe('a session', () => {
  it('may not submit or query before its bind', async () => {
    const session = await connect((await testSmsc()).address);
    expect((await request(session, 'submit_sm', submitFields('hi'))).command_status).toBe(0x04);
    expect((await request(session, 'query_sm', { message_id: '1' })).command_status).toBe(0x04);
  });

  it('may not submit as a receiver', async () => {
    const smsc = await testSmsc();
    const { session } = await bind(smsc, 'receiver');
    expect((await request(session, 'submit_sm', submitFields('hi'))).command_status).toBe(0x04);
    expect(smsc.submits()).toEqual([]);
  });

  it('gets its receipts on the receiver when it submits on the transmitter', async () => {
    const smsc = await testSmsc();
    const { session: transmitter } = await bind(smsc, 'transmitter');
    const { inbox } = await bind(smsc, 'receiver');
    await request(transmitter, 'submit_sm', submitFields('hi'));
    expect(await inbox.texts(1)).toEqual([expect.stringContaining('stat:DELIVRD')]);
  });

  it('has its enquire_link answered', async () => {
    const { session } = await boundClient();
    expect(await request(session, 'enquire_link')).toMatchObject({ command: 'enquire_link_resp' });
  });

  it('has its unbind answered, and is closed', async () => {
    const { smsc, session } = await boundClient();
    const closed = once(session, 'close');
    expect(await request(session, 'unbind')).toMatchObject({ command: 'unbind_resp', command_status: 0 });
    await closed;
    expect(smsc.binds()).toBe(0);
  });

  it('is closed after two minutes without a PDU', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
    const { session } = await boundClient();
    await vi.advanceTimersByTimeAsync(119_000);
    await request(session, 'enquire_link');
    await vi.advanceTimersByTimeAsync(119_000);
    expect((await request(session, 'enquire_link')).command_status).toBe(0);
    const closed = once(session, 'close');
    await vi.advanceTimersByTimeAsync(120_000);
    await closed;
  });
});

describe('a PDU that is not for this SMSC', () => {
  it.each([
    [
      'submit_multi',
      { dest_address: [{ destination_addr: '79991234567' }], short_message: Buffer.from('hi') },
    ],
    ['cancel_sm', { message_id: '1' }],
    ['data_sm', {}],
  ])('such as %s gets generic_nack with ESME_RINVCMDID', async (command, fields) => {
    const { session } = await boundClient();
    const nack = once(session, 'generic_nack');
    void request(session, command, { data_coding: 0, ...fields });
    expect(await nack).toMatchObject([{ command_status: 0x03 }]);
  });

  it('with a body that lies about its lengths gets generic_nack, and the session lives', async () => {
    const { session } = await boundClient();
    const nack = once(session, 'generic_nack');
    session.socket.write(Buffer.from('00000012000000040000000000000007ffff', 'hex'));
    expect(await nack).toMatchObject([{ command_status: 0x02, sequence_number: 7 }]);
    expect((await request(session, 'enquire_link')).command_status).toBe(0);
  });

  it.each(['0000000f', '00000003', 'ffffffff'])(
    'with a frame length of %s ends the connection',
    async (length) => {
      const { session } = await boundClient();
      const nack = once(session, 'generic_nack');
      const closed = once(session, 'close');
      session.socket.write(Buffer.from(`${length}000000150000000000000001`, 'hex'));
      expect(await nack).toMatchObject([{ command_status: 0x02 }]);
      await closed;
    },
  );

  it('of any command with any body leaves the session alive', async () => {
    const { session } = await boundClient();
    const commands = fc.constantFrom(
      0x01,
      0x03,
      0x04,
      0x05,
      0x09,
      0x21,
      0x103,
      0x80000000,
      0x80000005,
      0x7777,
    );
    // Bodies that begin like a sound submit_sm get past the first checks, with and without a UDH.
    const addresses = '000501530001013739393931323334353637';
    const submits = ['00', '40'].map((esmClass) =>
      Buffer.from(`${addresses}00${esmClass}00000000000000`, 'hex'),
    );
    const beginnings = fc.constantFrom(Buffer.alloc(0), ...submits);
    const bodies = fc.tuple(beginnings, fc.uint8Array({ maxLength: 60 })).map((both) => Buffer.concat(both));
    await fc.assert(
      fc.asyncProperty(commands, bodies, async (id, body) => {
        const header = Buffer.alloc(16);
        header.writeUInt32BE(16 + body.length, 0);
        header.writeUInt32BE(id, 4);
        header.writeUInt32BE(0x7000_0000, 12);
        session.socket.write(Buffer.concat([header, body]));
        expect((await request(session, 'enquire_link')).command_status).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('is put together from any pieces it comes in', async () => {
    const { session } = await boundClient();
    const answered = once(session, 'enquire_link_resp');
    for (const octet of Buffer.from('000000100000001500000000000000aa', 'hex')) {
      session.socket.write(Buffer.from([octet]));
    }
    expect(await answered).toMatchObject([{ sequence_number: 0xaa }]);
  });
});

describe('for tests of the other side', () => {
  it('raw bytes reach every bound session', async () => {
    const { smsc, session } = await boundClient();
    const asked = once(session, 'enquire_link');
    smsc.sendRaw(Buffer.from('000000100000001500000000fffffffe', 'hex'));
    expect(await asked).toMatchObject([{ sequence_number: 0xfffffffe }]);
  });

  it('all connections can be dropped, and binds and their ends are told', async () => {
    const { smsc, session } = await boundClient();
    const ended = once(smsc.events, 'unbind');
    const closed = once(session, 'close');
    smsc.dropConnections();
    await closed;
    expect(await ended).toEqual([{ bind: 1, login: smsc.login, kind: 'transceiver' }]);
    const bound = once(smsc.events, 'bind');
    await bind(smsc, 'transmitter');
    expect(await bound).toEqual([{ bind: 2, login: smsc.login, kind: 'transmitter' }]);
  });
});
