import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { boundClient } from '../support/bound-client.ts';

const mail = { destination_addr: 'a.long.address@example.com', dest_addr_ton: 0, dest_addr_npi: 0 };

describe('the text of a submit_sm', () => {
  const taken: [string, object, object][] = [
    ['Ready', {}, { channel: 'sms', text: 'Ready' }],
    ['Ready\n~~~\nticket 77', {}, { channel: 'sms', text: 'Ready', parts: 1 }],
    ['__MAIL__: Dear\nSir\nsubj:Bill 12', mail, { channel: 'email', text: 'Dear\nSir', subject: 'Bill 12' }],
    ['__MAIL__: Dear\nsubj:Bill\n~~~\nfirst', mail, { channel: 'email', text: 'Dear', subject: 'Bill' }],
    ['__CALL__: Hello\nvoice:w2', {}, { channel: 'call', text: 'Hello', voice: 'w2' }],
    ['__CALL__: Hello\nvoice:m3,en', {}, { channel: 'call', text: 'Hello', voice: 'm3,en' }],
    [
      '__CALL__: Hello\nvoice:m\n~~~\nparam:10,3600,9',
      {},
      { channel: 'call', text: 'Hello', voice: 'm', ring: 10, retry: 3600, tries: 9 },
    ],
    ['__VIBER__: Hello', {}, { channel: 'viber', text: 'Hello' }],
    ['__SOC__: Hello\n~~~\nnote', {}, { channel: 'soc', text: 'Hello' }],
    ['__TGM__: 48210', {}, { channel: 'tgm', text: '48210' }],
    ['__BOT__: Hello\nbot:@shop_bot', {}, { channel: 'bot', text: 'Hello', bot: '@shop_bot' }],
    ['__FOO__: Hello', {}, { channel: 'sms', text: '__FOO__: Hello' }],
  ];

  it.each(taken)('%j shows on the phone without its marks', async (text, fields, seen) => {
    const { smsc, submit } = await boundClient();
    const shown = once(smsc.events, 'phone');
    expect((await submit(text, fields)).command_status).toBe(0);
    expect((await shown)[1]).toEqual({
      from: 'SHOP',
      parts: 1,
      at: expect.any(Number),
      ...seen,
    });
  });

  it.each(['__HLR__', '__PING__'])('%s shows on no phone, but has its receipt', async (text) => {
    const { smsc, submit, inbox } = await boundClient();
    await submit(text);
    await inbox.wait(1);
    expect(smsc.phones()).toEqual([]);
  });

  it('does not count a comment', async () => {
    const { smsc, submit } = await boundClient();
    const shown = once(smsc.events, 'phone');
    await submit(`${'x'.repeat(160)}\n~~~\n${'y'.repeat(50)}`);
    expect((await shown)[1]).toMatchObject({ text: 'x'.repeat(160), parts: 1 });
  });

  const refused: [string, number, object][] = [
    ['\n~~~\nonly a comment', 0x01, {}],
    ['__MAIL__: Dear\nsubj:Bill', 0x0b, {}],
    ['__SOC__: Hello', 0x0b, mail],
    ['__MAIL__: Dear', 0x45, mail],
    ['__MAIL__: Dear\nsubj:', 0x45, mail],
    ['__MAIL__: \nsubj:Bill', 0x01, mail],
    ['__MAIL__:Dear\nsubj:Bill', 0x45, mail],
    ['__CALL__: Hello\nvoice:x', 0x45, {}],
    ['__CALL__: Hello\nvoice:m5', 0x45, {}],
    ['__CALL__: \nvoice:m', 0x01, {}],
    ['__CALL__: Hello\nvoice:m\n~~~\nparam:9,60,3', 0x45, {}],
    ['__CALL__: Hello\nvoice:m\n~~~\nparam:36,60,3', 0x45, {}],
    ['__CALL__: Hello\nvoice:m\n~~~\nparam:20,9,3', 0x45, {}],
    ['__CALL__: Hello\nvoice:m\n~~~\nparam:20,3601,3', 0x45, {}],
    ['__CALL__: Hello\nvoice:m\n~~~\nparam:20,60,0', 0x45, {}],
    ['__CALL__: Hello\nvoice:m\n~~~\nparam:20,60,10', 0x45, {}],
    ['__CALL__: Hello\nvoice:m\n~~~\nparam:20,60', 0x45, {}],
    ['__TGM__: 123', 0x45, {}],
    ['__TGM__: 123456789', 0x45, {}],
    ['__TGM__: 1234\n~~~\nnote', 0x45, {}],
    ['__BOT__: Hello', 0x45, {}],
    ['__BOT__: Hello\nbot:shop_bot', 0x45, {}],
    ['__VIBER__: ', 0x01, {}],
    ['__VIBER__', 0x45, {}],
    ['__HLR__ please', 0x45, {}],
  ];

  it.each(refused)('%j is refused with status %i', async (text, status, fields) => {
    const { smsc, submit } = await boundClient();
    expect((await submit(text, fields)).command_status).toBe(status);
    expect(smsc.phones()).toEqual([]);
  });

  it('names the account when the submit has no sender', async () => {
    const { smsc, submit } = await boundClient();
    const shown = once(smsc.events, 'phone');
    await submit('hi', { source_addr: '', source_addr_ton: 0, source_addr_npi: 0 });
    expect((await shown)[1]).toMatchObject({ from: 'SMSC' });
  });
});
