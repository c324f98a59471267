import { once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { lookUp } from '../../src/demo/smsc/operators.ts';
import { bind, boundClient, submitFields, testSmsc, ucs2 } from '../support/bound-client.ts';
import type { ClientPdu } from '../support/smpp-client.ts';
import { request } from '../support/smpp-client.ts';

const fakeTimers = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });

afterEach(() => {
  vi.useRealTimers();
});

/** The provider's own TLVs, under their numbers. */
const own = (pdu: ClientPdu | undefined) => ({
  cost: String(pdu?.[0x2000]),
  flags: (pdu?.[0x2001] as Buffer | undefined)?.readUInt16BE(),
  parts: (pdu?.[0x2002] as Buffer | undefined)?.readUInt16BE(),
});

const textOf = (pdu: ClientPdu | undefined) => String(pdu?.short_message.message);

describe('a receipt', () => {
  it('has the text of appendix B by the operator’s clock, and the TLVs', async () => {
    fakeTimers();
    vi.setSystemTime(Date.UTC(2026, 10, 23, 21, 30, 5));
    const { submit, inbox } = await boundClient({ deliveryMs: 1000, firstId: 855_470 });
    await submit('Your order is ready');
    await vi.advanceTimersByTimeAsync(1200);
    const [receipt] = await inbox.wait(1);
    expect(textOf(receipt)).toMatch(
      /^id:855470 sub:001 dlvrd:001 submit date:261124003005 done date:26112400300[56] stat:DELIVRD err:000 text:Your order is ready$/,
    );
    expect(receipt).toMatchObject({
      esm_class: 0x04,
      source_addr: '79991234567',
      destination_addr: 'SHOP',
      receipted_message_id: '855470',
      message_state: 2,
      network_error_code: Buffer.from([3, 0, 0]),
    });
    expect(own(receipt)).toEqual({ cost: '2.5000\0', flags: 0, parts: 1 });
  });

  it('is sent only when registered_delivery asks for it', async () => {
    const { smsc, submit, inbox } = await boundClient();
    const shown = once(smsc.events, 'phone');
    await submit('unasked', { registered_delivery: 0 });
    await shown;
    await submit('asked');
    expect(await inbox.texts(1)).toEqual([expect.stringContaining('text:asked')]);
  });

  it.each([
    ['01', 'UNDELIV', 1, 5],
    ['06', 'EXPIRED', 6, 3],
    ['11', 'UNDELIV', 11, 5],
    ['12', 'UNDELIV', 12, 5],
    ['13', 'UNDELIV', 13, 5],
    ['21', 'UNDELIV', 21, 5],
    ['53', 'UNDELIV', 253, 5],
    ['54', 'UNDELIV', 254, 5],
    ['55', 'UNDELIV', 255, 5],
  ])('for a number that ends in %s says %s, err %i', async (ending, word, error, state) => {
    const { smsc, submit, inbox } = await boundClient();
    const destination = `799912345${ending}`;
    await submit('hi', { destination_addr: destination });
    const [receipt] = await inbox.wait(1);
    expect(textOf(receipt)).toContain(` stat:${word} err:${String(error).padStart(3, '0')} `);
    expect(receipt).toMatchObject({ message_state: state, network_error_code: Buffer.from([3, 0, error]) });
    expect(smsc.phone(destination)).toEqual([]);
  });

  it.each([
    ['06', 9_999, 10_000],
    ['07', 19_999, 20_000],
    ['67', 799, 1_200],
  ])('for a number that ends in %s comes after %i and by %i ms', async (ending, before, by) => {
    fakeTimers();
    const { submit, inbox, session } = await boundClient({ deliveryMs: 1000 });
    await submit('hi', { destination_addr: `799912345${ending}` });
    await vi.advanceTimersByTimeAsync(before);
    await request(session, 'enquire_link');
    expect(inbox.pdus).toEqual([]);
    await vi.advanceTimersByTimeAsync(by - before);
    await inbox.wait(1);
  });

  it('says of a number that ends in 08 that the phone is off, twice, and that it is on from then', async () => {
    const { submit, inbox } = await boundClient();
    const to = { destination_addr: '79991234508' };
    for (const [n, word] of [
      'EXPIRED err:006',
      'EXPIRED err:006',
      'DELIVRD err:000',
      'DELIVRD err:000',
    ].entries()) {
      await submit(`hi ${n}`, to);
      expect((await inbox.texts(n + 1)).at(-1)).toContain(`stat:${word}`);
    }
  });

  it('never comes for a number that ends in 99', async () => {
    fakeTimers();
    const { submit, inbox, session } = await boundClient({ idleMs: 48 * 3_600_000 });
    await submit('hi', { destination_addr: '79991234599' });
    await vi.advanceTimersByTimeAsync(24 * 3_600_000);
    await request(session, 'enquire_link');
    expect(inbox.pdus).toEqual([]);
  });

  it.each([
    ['__PING__', {}, '0.4000\0', 5],
    ['__HLR__', {}, '0.2000\0', 4],
    ['__CALL__: Hello\nvoice:m', {}, '3.0000\0', 7],
    ['__MAIL__: Dear\nsubj:Bill', { destination_addr: 'a@example.com' }, '0.1000\0', 8],
    ['__VIBER__: Hello', {}, '1.5000\0', 10],
    ['__SOC__: Hello', {}, '0.8000\0', 12],
    ['flash', { data_coding: 0x10 }, '2.5000\0', 1],
  ])('for %j tells its price and type', async (text, fields, cost, flags) => {
    const { submit, inbox } = await boundClient();
    await submit(text, fields);
    expect(own((await inbox.wait(1))[0])).toEqual({ cost, flags, parts: 1 });
  });

  it('tells the price of all parts of a text in one PDU, in six characters', async () => {
    const { submit, inbox } = await boundClient();
    await submit('', { message_payload: Buffer.from('x'.repeat(153 * 4 + 1)) });
    expect(own((await inbox.wait(1))[0])).toEqual({ cost: '12.500\0', flags: 0, parts: 5 });
  });

  it('comes for each part that was submitted by itself', async () => {
    const { submit, inbox } = await boundClient();
    const ids: unknown[] = [];
    for (const number of [1, 2]) {
      const sar = { sar_msg_ref_num: 1, sar_total_segments: 2, sar_segment_seqnum: number };
      ids.push((await submit('x'.repeat(100), sar)).message_id);
    }
    const receipts = await inbox.wait(2);
    expect(receipts.map((receipt) => receipt.receipted_message_id)).toEqual(ids);
    expect(receipts.map(own)).toEqual([
      { cost: '2.5000\0', flags: 0, parts: 1 },
      { cost: '2.5000\0', flags: 0, parts: 1 },
    ]);
  });

  it('says 241 for parts whose rest does not come within a minute', async () => {
    fakeTimers();
    const { submit, inbox } = await boundClient();
    await submit(Buffer.from('050003010201', 'hex'), { esm_class: 0x40 });
    await submit(Buffer.from('05000301020141', 'hex'), { esm_class: 0x40 });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await inbox.texts(1)).toEqual([expect.stringContaining('stat:UNDELIV err:241')]);
  });

  it('leaves out a text that its alphabet lacks', async () => {
    const { submit, inbox } = await boundClient();
    await submit(ucs2('Привет'), { data_coding: 8 });
    expect(await inbox.texts(1)).toEqual([expect.stringMatching(/text:$/)]);
  });
});

describe('an HLR receipt', () => {
  it('has the form of the provider’s example', async () => {
    const { submit, inbox } = await boundClient({ firstId: 855_469 });
    await submit('__HLR__', { destination_addr: '79231112233' });
    expect(await inbox.texts(1)).toEqual([
      'id:855469 stat:DELIVRD err:000 imsi:250023012345678 msc:79232510066 mcc:250 mnc:02 cn:Russian+Federation net:MegaFON+open+Joint+Stock+Company rcn: rnet:',
    ]);
  });

  it.each([
    ['77011234567', 'mcc:401 mnc:02 cn:Kazakhstan net:Kcell rcn: rnet:'],
    ['380671234567', 'mcc:255 mnc:03 cn:Ukraine net:Kyivstar rcn: rnet:'],
    ['79161234544', 'cn:Russian+Federation net:Mobile+TeleSystems rcn:Turkey rnet:Turkcell'],
    ['79231112201', 'stat:UNDELIV err:001 imsi: msc: mcc: mnc: cn: net: rcn: rnet:'],
  ])('for %s says %s', async (number, words) => {
    const { submit, inbox } = await boundClient();
    await submit('__HLR__', { destination_addr: number });
    expect(await inbox.texts(1)).toEqual([expect.stringContaining(words)]);
  });
});

describe('deliver_sm', () => {
  it('goes out while five of them at most are unanswered', async () => {
    const { session, submit, inbox } = await boundClient({}, { answer: () => null });
    for (let n = 1; n <= 7; n += 1) await submit(`text ${n}`);
    await inbox.wait(5);
    await request(session, 'enquire_link');
    expect(inbox.pdus).toHaveLength(5);
    const [first] = inbox.pdus;
    if (first) session.send(first.response());
    await inbox.wait(6);
  });

  it('that is refused comes again after a second', async () => {
    fakeTimers();
    const { session, submit, inbox } = await boundClient(
      {},
      { answer: () => (inbox.pdus.length === 1 ? 0x64 : 0) },
    );
    await submit('hi');
    await vi.advanceTimersByTimeAsync(0);
    await inbox.wait(1);
    await request(session, 'enquire_link');
    await vi.advanceTimersByTimeAsync(999);
    await request(session, 'enquire_link');
    expect(inbox.pdus).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    const [before, again] = await inbox.texts(2);
    expect(again).toBe(before);
  });

  it('that is not answered for ten seconds comes again', async () => {
    fakeTimers();
    const { submit, inbox } = await boundClient({}, { answer: () => null });
    await submit('hi');
    await vi.advanceTimersByTimeAsync(0);
    await inbox.wait(1);
    await vi.advanceTimersByTimeAsync(11_000);
    const [before, again] = await inbox.texts(2);
    expect(again).toBe(before);
  });

  it('that was under way when the connection broke comes on the next bind', async () => {
    const { smsc, session, submit, inbox } = await boundClient({}, { answer: () => null });
    await submit('hi');
    await inbox.wait(1);
    const ended = once(smsc.events, 'unbind');
    session.destroy();
    await ended;
    const { inbox: next } = await bind(smsc);
    expect(await next.texts(1)).toEqual(await inbox.texts(1));
  });

  it('is kept for a day while no bind receives', async () => {
    fakeTimers();
    const smsc = await testSmsc({ idleMs: 48 * 3600 * 1000 });
    const { session: transmitter } = await bind(smsc, 'transmitter');
    await request(transmitter, 'submit_sm', submitFields('too old'));
    await vi.advanceTimersByTimeAsync(3_600_000);
    await request(transmitter, 'submit_sm', submitFields('kept'));
    await vi.advanceTimersByTimeAsync(23 * 3_600_000 + 1000);
    const { inbox } = await bind(smsc, 'receiver');
    expect(await inbox.texts(1)).toEqual([expect.stringContaining('text:kept')]);
  });

  it('tells when it was taken', async () => {
    const { smsc, submit } = await boundClient({ firstId: 7 });
    const taken = once(smsc.events, 'receipt');
    await submit('hi');
    expect(await taken).toEqual([
      { messageId: '7', number: '79991234567', text: expect.stringContaining('id:7 ') },
    ]);
  });
});

describe('query_sm', () => {
  it('tells the state, the final date and the error of a message', async () => {
    fakeTimers();
    vi.setSystemTime(Date.UTC(2026, 10, 23, 9, 0, 0));
    const { session, submit, inbox } = await boundClient({ deliveryMs: 1000 });
    const { message_id } = await submit('hi', { destination_addr: '79991234506' });
    const query = { message_id, source_addr: 'SHOP' };
    expect(await request(session, 'query_sm', query)).toMatchObject({
      command: 'query_sm_resp',
      command_status: 0,
      message_id,
      message_state: 1,
      error_code: 0,
    });
    await vi.advanceTimersByTimeAsync(10_000);
    await inbox.wait(1);
    const answer = await request(session, 'query_sm', query);
    expect(answer).toMatchObject({ message_state: 3, error_code: 6 });
    expect(answer.final_date).toEqual(new Date(Date.UTC(2026, 10, 23, 9, 0, 10)));
  });

  it('fails for an unknown id and for another source address', async () => {
    const { session, submit } = await boundClient();
    const { message_id } = await submit('hi');
    const unknown = await request(session, 'query_sm', { message_id: '1', source_addr: 'SHOP' });
    const other = await request(session, 'query_sm', { message_id, source_addr: 'OTHER' });
    expect([unknown.command_status, other.command_status]).toEqual([0x67, 0x67]);
  });
});

it.each([
  ['14155550132', 'United States'],
  ['34612345678', 'Spain'],
  ['447400123456', 'United Kingdom'],
])('%s is at home in %s', (number, country) => {
  expect(lookUp(number).cn).toBe(country);
});
