import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { bind, boundClient, testSmsc } from '../support/bound-client.ts';
import type { ClientPdu } from '../support/smpp-client.ts';

const textOf = (pdu: ClientPdu | undefined) => String(pdu?.short_message.message);

describe('an incoming message', () => {
  it('is a deliver_sm with esm_class 0', async () => {
    const { smsc, inbox } = await boundClient();
    const written = once(smsc.events, 'mo');
    await smsc.write('79991112233', { to: '79000000', text: 'Thanks [5€]' });
    expect(await inbox.wait(1)).toMatchObject([
      {
        esm_class: 0,
        data_coding: 0,
        source_addr: '79991112233',
        destination_addr: '79000000',
        short_message: { message: 'Thanks [5€]' },
      },
    ]);
    expect(await written).toEqual([
      { number: '79991112233', to: '79000000', text: 'Thanks [5€]', at: expect.any(Number) },
    ]);
    expect(smsc.phones()).toEqual(['79991112233']);
    expect(smsc.phone('79991112233')).toEqual([]);
  });

  it('is in UCS-2 when the default alphabet lacks a character', async () => {
    const { smsc, inbox } = await boundClient();
    await smsc.write('79991112233', { to: '79000000', text: 'Спасибо' });
    expect(await inbox.wait(1)).toMatchObject([{ data_coding: 8, short_message: { message: 'Спасибо' } }]);
  });

  it('is in ISO-8859-1 on a bind with system_type ISO', async () => {
    const { smsc, inbox } = await boundClient({}, { system_type: 'ISO' });
    await smsc.write('79991112233', { to: '79000000', text: 'a_~' });
    const [message] = await inbox.wait(1);
    // The client reads the octets as GSM 03.38, where 5F and 7E are other letters.
    expect(message).toMatchObject({ data_coding: 0, short_message: { message: 'a§ü' } });
  });

  it('that is long comes in parts with a UDH', async () => {
    const { smsc, inbox } = await boundClient();
    const text = `${'ж'.repeat(66)}😀${'ж'.repeat(66)}`;
    await smsc.write('79991112233', { to: '79000000', text });
    const parts = await inbox.wait(3);
    expect(parts.map(textOf).join('')).toBe(text);
    expect(parts.map(textOf).map(({ length }) => length)).toEqual([66, 67, 1]);
    expect(parts.map(({ short_message: { udh } }) => [...(udh?.[0] ?? [])].slice(3))).toEqual([
      [3, 1],
      [3, 2],
      [3, 3],
    ]);
  });

  it('is kept until a bind receives', async () => {
    const smsc = await testSmsc();
    await smsc.write('79991112233', { to: '79000000', text: 'hello' });
    const { inbox } = await bind(smsc, 'receiver');
    expect(await inbox.texts(1)).toEqual(['hello']);
  });

  it.each([
    ['+79991112233', 'hi', /digits only/],
    ['79991112233', '', /empty/],
  ])('from %j with text %j is an error', async (number, text, message) => {
    const smsc = await testSmsc();
    await expect(smsc.write(number, { to: '79000000', text })).rejects.toThrow(message);
  });
});

describe('an incoming message in another manner than the usual', () => {
  const written = async (
    fault: object,
    text = 'AAA BBB',
    deliveries = 2,
    accounts?: Record<string, string>,
  ) => {
    const { smsc, inbox } = await boundClient(accounts && { accounts });
    smsc.fault({ fault: 'incoming', ...fault });
    await smsc.write('79991112233', { to: '79000000', text });
    return inbox.wait(deliveries);
  };
  const udhOf = ({ short_message: { udh } }: ClientPdu) => Buffer.concat(udh ?? []).toString('hex');

  it('has parts with a 16-bit reference', async () => {
    const parts = await written({ as: 'udh16', parts: 2, reference: 258 });
    expect(parts.map(textOf)).toEqual(['AAA', ' BBB']);
    expect(parts.map(udhOf)).toEqual(['080401020201', '080401020202']);
  });

  it('has parts with SAR TLVs', async () => {
    const parts = await written({ as: 'sar', parts: 2, reference: 7 });
    expect(parts).toMatchObject(
      [1, 2].map((number) => ({
        esm_class: 0,
        sar_msg_ref_num: 7,
        sar_total_segments: 2,
        sar_segment_seqnum: number,
      })),
    );
  });

  it('lacks a part, or has all numbered alike', async () => {
    const [second] = await written({ parts: 2, reference: 7, lost: 1 }, 'AAA BBB', 1);
    expect(udhOf(second as ClientPdu)).toBe('0003070202');
    const alike = await written({ parts: 2, reference: 7, numbers: 'all-first' });
    expect(alike.map(udhOf)).toEqual(['0003070201', '0003070201']);
  });

  it('comes once more, whole or its last part', async () => {
    const whole = await written({ parts: 2, again: 'whole', seconds: 0 }, 'AAA BBB', 4);
    expect(whole.map(textOf)).toEqual(['AAA', ' BBB', 'AAA', ' BBB']);
    const last = await written({ parts: 2, again: 'last-part', seconds: 0 }, 'AAA BBB', 3);
    expect(last.map(textOf)).toEqual(['AAA', ' BBB', ' BBB']);
  });

  it.each([
    ['latin1-unannounced', 0, 'Grüße', '4772fcdf65'],
    ['jis-x-0208', 5, 'こん', '82b182f1'],
    ['iso-8859-5', 6, 'Привет', 'bfe0d8d2d5e2'],
    ['iso-8859-8', 7, 'שלום', 'f9ece5ed'],
    ['iso-2022-jp', 10, 'Aこ', '411b244224331b2842'],
    ['jis-x-0212', 13, '丂', '8fb0a1'],
    ['ks-c-5601', 14, '한글', 'c7d1b1db'],
    ['pictograms', 9, 'こ', '82b1'],
  ])('is in %s', async (coding, dataCoding, text, octets) => {
    const [message] = await written({ coding }, text, 1);
    expect(message?.data_coding).toBe(dataCoding);
    // The client decodes no data_coding but those it knows.
    if (![0, 8].includes(dataCoding)) {
      expect(Buffer.from(message?.short_message.message as never).toString('hex')).toBe(octets);
    }
  });

  it('comes to each account', async () => {
    const { smsc } = await boundClient({ accounts: { other: 'secret' } });
    const { inbox } = await bind(smsc, 'receiver', { system_id: 'other', password: 'secret' });
    smsc.fault({ fault: 'incoming', accounts: 'all' });
    await smsc.write('79991112233', { to: '79000000', text: 'hello' });
    expect((await inbox.wait(1)).map(textOf)).toEqual(['hello']);
  });
});
