import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ID_FORMS, RECEIPT_FORMS } from '../../src/demo/smsc/oddities.ts';
import { bind, boundClient, testSmsc } from '../support/bound-client.ts';
import type { ClientPdu } from '../support/smpp-client.ts';
import { request } from '../support/smpp-client.ts';

const fakeTimers = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });

afterEach(() => {
  vi.useRealTimers();
});

describe('the fault', () => {
  it('throttle answers so many submits with ESME_RTHROTTLED, and takes nothing', async () => {
    const { smsc, submit } = await boundClient();
    smsc.fault({ fault: 'throttle', times: 2 });
    expect((await submit('hi')).command_status).toBe(0x58);
    expect((await submit('hi')).command_status).toBe(0x58);
    expect((await submit('hi')).command_status).toBe(0);
    expect(smsc.submits().map(({ status }) => status)).toEqual([0x58, 0x58, 0]);
  });

  it('refuse answers so many submits with a status of one’s choice', async () => {
    const { smsc, submit } = await boundClient();
    smsc.fault({ fault: 'refuse', status: 0x14, times: 1 });
    expect((await submit('hi')).command_status).toBe(0x14);
    expect((await submit('hi')).command_status).toBe(0);
  });

  it('queue-full refuses for now what goes to numbers that end so, and nothing else', async () => {
    const { smsc, submit } = await boundClient();
    smsc.fault({ fault: 'queue-full', ending: '9', times: 2 });
    const statuses = [];
    for (const number of ['79991234568', '79991234569', '79991234569', '79991234569']) {
      statuses.push((await submit('hi', { destination_addr: number })).command_status);
    }
    expect(statuses).toEqual([0, 0x14, 0x14, 0]);
  });

  it('drop before-answer takes the message, and its receipt comes on the next bind', async () => {
    const { smsc, session, post } = await boundClient();
    const closed = once(session, 'close');
    const shown = once(smsc.events, 'phone');
    smsc.fault({ fault: 'drop', when: 'before-answer', times: 1 });
    post('hi');
    await closed;
    await shown;
    const { inbox } = await bind(smsc);
    const [{ messageId } = { messageId: null }] = smsc.submits();
    expect(await inbox.texts(1)).toEqual([expect.stringContaining(`id:${messageId} `)]);
  });

  it('drop after-answer closes behind the answer', async () => {
    const { smsc, session, submit } = await boundClient();
    const closed = once(session, 'close');
    smsc.fault({ fault: 'drop', when: 'after-answer', times: 1 });
    expect((await submit('hi')).command_status).toBe(0);
    await closed;
  });

  it('drop before-submit loses the message', async () => {
    const { smsc, session, post } = await boundClient();
    const closed = once(session, 'close');
    smsc.fault({ fault: 'drop', when: 'before-submit', times: 1 });
    post('hi');
    await closed;
    expect(smsc.submits()).toEqual([]);
  });

  it('silent sends nothing on an open socket, takes submits, and ends', async () => {
    fakeTimers();
    const { smsc, session, inbox, submit, post } = await boundClient();
    const heard = vi.fn<(pdu: ClientPdu) => void>();
    session.on('pdu', heard);
    smsc.fault({ fault: 'silent', seconds: 5 });
    const arrived = once(smsc.events, 'submit');
    void request(session, 'enquire_link');
    post('hi');
    await arrived;
    await vi.advanceTimersByTimeAsync(4_999);
    expect(heard).not.toHaveBeenCalled();
    expect(session.socket.destroyed).toBe(false);
    expect(smsc.phone('79991234567')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    await inbox.wait(1);
    expect((await submit('ho')).command_status).toBe(0);
  });

  it('late answers so many submits later, though they are taken at once', async () => {
    fakeTimers();
    const { smsc, session, inbox, submit, post } = await boundClient();
    const answered = vi.fn<(pdu: ClientPdu) => void>();
    session.on('submit_sm_resp', answered);
    smsc.fault({ fault: 'late', seconds: 20, times: 1 });
    const arrived = once(smsc.events, 'submit');
    post('hi');
    await arrived;
    await vi.advanceTimersByTimeAsync(0);
    await inbox.wait(1);
    expect((await submit('ho')).message_id).toBe('855470');
    expect(answered).toHaveBeenCalledTimes(1);
    const late = once(session, 'submit_sm_resp');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await late).toMatchObject([{ command_status: 0, message_id: '855469' }]);
  });

  it('answer-twice repeats the answer', async () => {
    const { smsc, session, submit } = await boundClient();
    const answered = vi.fn<(pdu: ClientPdu) => void>();
    session.on('submit_sm_resp', answered);
    smsc.fault({ fault: 'answer-twice', times: 1 });
    await submit('hi');
    await request(session, 'enquire_link');
    expect(answered).toHaveBeenCalledTimes(2);
    expect(answered.mock.calls[1]?.[0]).toMatchObject({ message_id: '855469' });
  });

  it('hold-receipts keeps receipts back, but no incoming message', async () => {
    fakeTimers();
    const { smsc, inbox, submit } = await boundClient();
    smsc.fault({ fault: 'hold-receipts', seconds: 10 });
    await submit('hi');
    await vi.advanceTimersByTimeAsync(9_000);
    await smsc.write('79991112233', { to: '79000000', text: 'thanks' });
    expect(await inbox.texts(1)).toEqual(['thanks']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await inbox.texts(2)).toEqual(['thanks', expect.stringContaining('DELIVRD')]);
  });

  it('none clears them all', async () => {
    const { smsc, inbox, submit } = await boundClient();
    smsc.fault({ fault: 'throttle', times: 9 });
    smsc.fault({ fault: 'refuse', status: 8, times: 9 });
    smsc.fault({ fault: 'drop', when: 'before-answer', times: 9 });
    smsc.fault({ fault: 'late', seconds: 60, times: 9 });
    smsc.fault({ fault: 'hold-receipts', seconds: 60 });
    smsc.fault({ fault: 'silent', seconds: 60 });
    smsc.fault({ fault: 'none' });
    expect((await submit('hi')).command_status).toBe(0);
    await inbox.wait(1);
  });

  it.each([
    [{ fault: 'fire' }, /fault/],
    [{ fault: 'throttle', times: 0 }, /times/],
    [{ fault: 'refuse', status: 0 }, /status/],
    [{ fault: 'drop', when: 'never' }, /when/],
    [{ fault: 'silent' }, /seconds/],
    ['throttle', /object/],
  ])('%j is an error that says what is wrong', async (fault, message) => {
    const smsc = await testSmsc();
    expect(() => smsc.fault(fault)).toThrow(message);
  });
});

describe('the page', () => {
  it('offers every odd id and receipt there is', () => {
    const page = readFileSync(new URL('../../src/demo/page/faults.js', import.meta.url), 'utf8');
    for (const form of [...ID_FORMS, ...RECEIPT_FORMS]) expect(page).toContain(`'${form}'`);
  });
});
