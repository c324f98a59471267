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
