import { once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { boundClient, ucs2 } from '../support/bound-client.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** Text octets behind a concatenation header with an 8-bit reference. */
function part(reference: number, total: number, number: number, text: string | Buffer): Buffer {
  return Buffer.concat([Buffer.from([5, 0, 3, reference, total, number]), Buffer.from(text)]);
}

function part16(reference: number, total: number, number: number, text: string): Buffer {
  const header = Buffer.from([6, 8, 4, reference >> 8, reference & 0xff, total, number]);
  return Buffer.concat([header, Buffer.from(text)]);
}

const everyGsmCharacter =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§' +
  '¿abcdefghijklmnopqrstuvwxyzäöñüà\f^{}\\[~]|€';

const udh = { esm_class: 0x40 };

describe('a submit_sm that is taken', () => {
  it('gets increasing decimal ids, and is listed as it arrived', async () => {
    const { smsc, submit } = await boundClient({ firstId: 855_469 });
    expect(await submit('hi')).toMatchObject({ command_status: 0, message_id: '855469' });
    expect(await submit('ho', { registered_delivery: 0 })).toMatchObject({ message_id: '855470' });
    expect(smsc.submits()).toEqual([
      {
        bind: 1,
        sequence: 2,
        source: 'SHOP',
        destination: '79991234567',
        dataCoding: 0,
        esmClass: 0,
        registeredDelivery: 1,
        text: 'hi',
        tlvs: {},
        status: 0,
        messageId: '855469',
        at: expect.any(Number),
      },
      expect.objectContaining({ sequence: 3, text: 'ho', registeredDelivery: 0, messageId: '855470' }),
    ]);
  });

  it.each([
    ['GSM 03.38 with its extension table', 0x00, Buffer.from('00111b651b3d', 'hex'), '@_€~'],
    ['ISO-8859-1', 0x04, Buffer.from('e95f', 'hex'), 'é_'],
    ['UCS-2 with a surrogate pair', 0x08, ucs2('Привет 😀'), 'Привет 😀'],
    ['flash in GSM', 0x10, Buffer.from('00', 'hex'), '@'],
    ['flash in UCS-2', 0x18, ucs2('ж'), 'ж'],
  ])('is read as %s', async (_, dataCoding, octets, text) => {
    const { smsc, submit } = await boundClient();
    const shown = once(smsc.events, 'phone');
    await submit(octets, { data_coding: dataCoding });
    const flash = dataCoding >= 0x10 ? { flash: true } : {};
    expect((await shown)[1]).toEqual({
      channel: 'sms',
      from: 'SHOP',
      text,
      parts: 1,
      at: expect.any(Number),
      ...flash,
    });
  });

  it('is read as ISO-8859-1 under data_coding 0 when bound with system_type ISO', async () => {
    const { smsc, submit } = await boundClient({}, { system_type: 'ISO' });
    const shown = once(smsc.events, 'phone');
    await submit(Buffer.from('405f7ee9', 'hex'));
    expect((await shown)[1]).toMatchObject({ text: '@_~é' });
  });

  it('is read as the client wrote it, for every character of GSM 03.38', async () => {
    const { smsc, submit } = await boundClient();
    const shown = once(smsc.events, 'phone');
    // A string, which the client encodes by its own table.
    await submit('', { short_message: everyGsmCharacter });
    expect((await shown)[1]).toMatchObject({ text: everyGsmCharacter });
  });

  it('may carry its text in message_payload, whatever its length', async () => {
    const { smsc, submit } = await boundClient();
    const shown = once(smsc.events, 'phone');
    const text = 'x'.repeat(161);
    await submit('', { message_payload: Buffer.from(text) });
    expect((await shown)[1]).toMatchObject({ text, parts: 2 });
    expect(smsc.submits()).toMatchObject([{ text, tlvs: { message_payload: text } }]);
  });

  it.each([
    ['160 septets', 0, Buffer.from('x'.repeat(160)), 1],
    ['161 septets', 0, Buffer.from('x'.repeat(161)), 2],
    ['an escape pair at the edge of a part', 0, Buffer.from(`${'x'.repeat(152)}\x1be${'x'.repeat(152)}`), 3],
    ['140 octets', 4, Buffer.alloc(140, 0xe9), 1],
    ['141 octets', 4, Buffer.alloc(141, 0xe9), 2],
    ['70 characters of UCS-2', 8, ucs2('ж'.repeat(70)), 1],
    ['135 characters of UCS-2', 8, ucs2('ж'.repeat(135)), 3],
  ])('counts %s', async (_, dataCoding, octets, parts) => {
    const { smsc, submit } = await boundClient();
    const shown = once(smsc.events, 'phone');
    await submit('', { data_coding: dataCoding, message_payload: octets });
    expect((await shown)[1]).toMatchObject({ parts });
  });

  it.each([
    ['a UDH with an 8-bit reference', part(7, 2, 1, 'one '), part(7, 2, 2, 'two')],
    ['a UDH with a 16-bit reference', part16(700, 2, 1, 'one '), part16(700, 2, 2, 'two')],
  ])('is joined from parts with %s, in any order', async (_, first, second) => {
    const { smsc, submit } = await boundClient();
    const shown = once(smsc.events, 'phone');
    const later = await submit(second, udh);
    const earlier = await submit(first, udh);
    expect([later.command_status, earlier.command_status]).toEqual([0, 0]);
    expect(later.message_id).not.toBe(earlier.message_id);
    expect((await shown)[1]).toMatchObject({ text: 'one two' });
    expect(smsc.submits()).toMatchObject([{ text: 'two', esmClass: 0x40 }, { text: 'one ' }]);
    expect(smsc.phone('79991234567')).toHaveLength(1);
  });

  it('is joined from parts with SAR TLVs, equal ones among them', async () => {
    const { smsc, submit } = await boundClient();
    const shown = once(smsc.events, 'phone');
    for (const number of [1, 2, 3]) {
      const sar = { sar_msg_ref_num: 9, sar_total_segments: 3, sar_segment_seqnum: number };
      expect((await submit('same', sar)).command_status).toBe(0);
    }
    expect((await shown)[1]).toMatchObject({ text: 'samesamesame' });
    expect(smsc.submits()[0]?.tlvs).toEqual({
      sar_msg_ref_num: 9,
      sar_total_segments: 3,
      sar_segment_seqnum: 1,
    });
  });
});

describe('a submit_sm is refused', () => {
  const refusals: [string, number, string | Buffer, object][] = [
    ['an empty text', 0x01, '', {}],
    ['half a UCS-2 character', 0x45, Buffer.from('043f04', 'hex'), { data_coding: 8 }],
    ['half a surrogate pair', 0x45, Buffer.from('d83d', 'hex'), { data_coding: 8 }],
    ['octets that GSM 03.38 lacks', 0x45, Buffer.from('80', 'hex'), {}],
    ['an escape that leads nowhere', 0x45, Buffer.from('411b', 'hex'), {}],
    ['an unknown data_coding', 0x104, 'hi', { data_coding: 3 }],
    ['an esm_class of a receipt', 0x43, 'hi', { esm_class: 0x04 }],
    ['a destination with a plus', 0x0b, 'hi', { destination_addr: '+79991234567' }],
    ['a destination of 16 digits', 0x0b, 'hi', { destination_addr: '7999123456789012' }],
    ['an SMS to an address', 0x0b, 'hi', { destination_addr: 'a@b.ru' }],
    ['a sender of 12 letters', 0x0a, 'hi', { source_addr: 'TWELVELETTER' }],
    ['a sender of 16 digits', 0x0a, 'hi', { source_addr: '7999123456789012' }],
    ['an address that sends an SMS', 0x0a, 'hi', { source_addr: 'a@b.ru' }],
    ['a sender with other letters', 0x0a, 'hi', { source_addr: Buffer.from('f8', 'hex') }],
    ['short_message beside message_payload', 0xc1, 'hi', { message_payload: Buffer.from('hi') }],
    ['a UDH indicator without a concatenation', 0x43, Buffer.from('0370010041', 'hex'), udh],
    ['a UDH longer than the message', 0x01, Buffer.from('0a0003', 'hex'), udh],
    ['part 3 of 2', 0x45, part(1, 2, 3, 'x'), udh],
    ['a part of 154 septets', 0x01, part(1, 2, 1, 'x'.repeat(154)), udh],
    ['SAR TLVs that lack one', 0xc2, 'x', { sar_msg_ref_num: 1, sar_total_segments: 2 }],
    ['a set time', 0x61, 'hi', { schedule_delivery_time: '261201090000000R' }],
    ['a validity over 24 h', 0x62, 'hi', { validity_period: '000002000000000R' }],
    ['a validity of another form', 0x62, 'hi', { validity_period: 'tomorrow-morning' }],
  ];

  it.each(refusals)('for %s', async (_, status, text, fields) => {
    const { smsc, submit } = await boundClient();
    const answer = await submit(text, fields);
    expect(answer).toMatchObject({ command: 'submit_sm_resp', command_status: status });
    expect(smsc.submits()).toMatchObject([{ status, messageId: null }]);
  });

  it('when the same text went to the same number less than a minute ago', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
    const { submit } = await boundClient();
    expect((await submit('hi')).command_status).toBe(0);
    expect((await submit('hi', { source_addr: 'OTHER' })).command_status).toBe(0x45);
    expect((await submit('hi', { destination_addr: '79991234568' })).command_status).toBe(0);
    await vi.advanceTimersByTimeAsync(59_000);
    expect((await submit('hi')).command_status).toBe(0x45);
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await submit('hi')).command_status).toBe(0);
  });

  it('as a repetition by sender, if the account counts so', async () => {
    const { submit } = await boundClient({ duplicatesPerSource: true });
    expect((await submit('hi')).command_status).toBe(0);
    expect((await submit('hi', { source_addr: 'OTHER' })).command_status).toBe(0);
    expect((await submit('hi')).command_status).toBe(0x45);
  });

  it('when the same part or the same long text comes again', async () => {
    const { submit } = await boundClient();
    expect((await submit(part(1, 2, 1, 'one '), udh)).command_status).toBe(0);
    expect((await submit(part(1, 2, 1, 'one '), udh)).command_status).toBe(0x45);
    expect((await submit(part(1, 2, 2, 'two'), udh)).command_status).toBe(0);
    expect((await submit(part(2, 2, 1, 'one '), udh)).command_status).toBe(0);
    expect((await submit(part(2, 2, 2, 'two'), udh)).command_status).toBe(0x45);
  });

  it('with ESME_RTHROTTLED above the rate in any rolling second, and nothing is taken', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
    const { smsc, submit } = await boundClient({ rate: 2 });
    expect((await submit('1')).command_status).toBe(0);
    await vi.advanceTimersByTimeAsync(600);
    expect((await submit('2')).command_status).toBe(0);
    expect((await submit('3')).command_status).toBe(0x58);
    await vi.advanceTimersByTimeAsync(400);
    expect((await submit('3')).command_status).toBe(0);
    expect((await submit('4')).command_status).toBe(0x58);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(smsc.phone('79991234567').map(({ text }) => text)).toEqual(['1', '2', '3']);
  });
});
