import { describe, expect, it, onTestFinished, test, vi } from 'vitest';
import { createLog } from '../../src/log.ts';
import { statusOfReply } from '../../src/messages/mail-reply.ts';
import { ownIdOf } from '../../src/provider-http/own-id.ts';
import { MailExit, type MailExitOptions, type MailSubmit } from '../../src/provider-smtp/exit.ts';
import type { SubmitOutcome } from '../../src/sender/outcome.ts';
import { testWorld } from '../support/demo-world.ts';

const PHONE = '79991234567';
/** When attempts are put on record (ms). */
const AT = 1_764_000_000_000;
const ID = ownIdOf({ id: 2, committedAt: AT });

/** The exit to the mail server of a demo world, and what it told. */
async function exitTo(options: Partial<MailExitOptions> = {}) {
  const world = await testWorld();
  const { mail, provider } = world;
  if (!mail || !provider) throw new Error('there is no mail server');
  const { hostname: host, port } = new URL(mail.url);
  const [onFree, onChange, onHandedOver] = [vi.fn(), vi.fn(), vi.fn()];
  const exit = new MailExit({
    id: 'demo/smtp',
    server: { host, port: Number(port), tls: 'offered', auth: null },
    from: 'bot@shop.example',
    to: mail.inlet,
    credentials: { apikey: provider.apiKey },
    log: createLog('silent'),
    retry: { firstMs: 1, longestMs: 5 },
    mayWrite: () => true,
    onChange,
    onFree,
    onHandedOver,
    ...options,
  });
  const statuses: string[] = [];
  onChange.mockImplementation(() => statuses.push(exit.report(0).status));
  onTestFinished(() => exit.stop(0));
  let last = 0;
  return {
    world,
    mail,
    exit,
    statuses,
    onFree,
    onHandedOver,
    async begin() {
      exit.start();
      await vi.waitUntil(() => exit.ready);
    },
    send(text: string, at = exit.host): Promise<SubmitOutcome> {
      last += 1;
      const letter = { format: 0, text, to: PHONE, sender: 'SHOP' };
      const submit: MailSubmit = { part: 1, source: 'SHOP', octets: null, letter };
      return exit.submit(submit, { attemptId: last, committedAt: AT, writtenAt: performance.now() }, at);
    },
  };
}

test('a mail that is taken is handed over under an id that its attempt tells', async () => {
  const { world, exit, send, begin, onFree, onHandedOver } = await exitTo();
  expect(exit.ready).toBe(false);
  expect(await send('too soon')).toEqual({ kind: 'not-written' });
  await begin();
  onFree.mockClear();
  expect(await send('hi')).toEqual({ kind: 'answered', status: 0, messageId: ID, at: expect.any(Number) });
  expect(onFree).toHaveBeenCalledOnce();
  expect(onHandedOver).toHaveBeenCalledExactlyOnceWith(2, AT);
  await expect.poll(() => world.smsc.account.history.of(PHONE, ID)).toMatchObject({ text: 'hi' });
  expect(exit.report(Date.now())).toMatchObject({ status: 'bound', submitsPerMinute: 1, inFlight: 0 });
});

test.each<[object, object, number]>([
  [{ fault: 'refuse', code: 550 }, { kind: 'answered', status: statusOfReply(550), messageId: null }, 0],
  [{ fault: 'refuse', code: 451 }, { kind: 'answered', status: statusOfReply(451), messageId: null }, 0],
  [{ fault: 'cut', when: 'after' }, { kind: 'no-answer', reason: 'closed' }, 1],
])('%o is told as it is, and the server stays in use', async (fault, outcome, handedOver) => {
  const { mail, exit, send, begin, onHandedOver } = await exitTo();
  await begin();
  mail.fault(fault);
  expect(await send('hi')).toMatchObject(outcome);
  expect(onHandedOver).toHaveBeenCalledTimes(handedOver);
  expect(exit.ready).toBe(true);
});

describe('a server that cannot be used', () => {
  it('has nothing of the mail, and is tried again by itself', async () => {
    const { mail, exit, statuses, send, begin } = await exitTo();
    mail.fault({ fault: 'busy', times: 2 });
    await begin();
    mail.fault({ fault: 'busy', times: 2 });
    expect(await send('hi')).toEqual({ kind: 'not-written' });
    expect(exit.report(Date.now())).toMatchObject({
      status: expect.stringMatching(/waiting|connecting/),
      lastError: `${exit.host}: the mail server takes nothing for now`,
    });
    await vi.waitUntil(() => exit.ready);
    const turns = ['connecting', 'waiting', 'connecting', 'waiting', 'connecting', 'bound'];
    expect(statuses).toEqual([...turns, ...turns.slice(1)]);
    expect(await send('ho')).toMatchObject({ kind: 'answered', status: 0 });
  });
});

test('as many mails as there are places are under way at once, and no more', async () => {
  const { mail, exit, send, begin } = await exitTo();
  await begin();
  mail.fault({ fault: 'slow', seconds: 60, times: exit.window });
  const sent = Array.from({ length: exit.window }, (_, index) => send(`text ${index}`));
  expect(exit.free).toBe(0);
  expect(await send('one more')).toEqual({ kind: 'not-written' });
  await expect.poll(() => mail.mails()).toHaveLength(exit.window);
  mail.fault({ fault: 'none' });
  for (const outcome of await Promise.all(sent)) expect(outcome).toMatchObject({ status: 0 });
  expect(exit.free).toBe(exit.window);
});

describe('its end', () => {
  it('waits for what is under way, and takes no more', async () => {
    const { mail, exit, send, begin } = await exitTo();
    await begin();
    mail.fault({ fault: 'slow', seconds: 60 });
    const sent = send('hi');
    await expect.poll(() => mail.mails()).toHaveLength(1);
    const ended = exit.stop(60_000);
    expect(await send('ho')).toEqual({ kind: 'not-written' });
    mail.fault({ fault: 'none' });
    expect(await sent).toMatchObject({ status: 0 });
    await ended;
  });

  it('leaves in doubt what has no answer by then', async () => {
    const { mail, exit, send, begin } = await exitTo();
    await begin();
    mail.fault({ fault: 'slow', seconds: 60 });
    const sent = send('hi');
    await expect.poll(() => mail.mails()).toHaveLength(1);
    await exit.stop(0);
    expect(await sent).toEqual({ kind: 'no-answer', reason: 'closed' });
    mail.fault({ fault: 'none' });
  });
});

test('nothing leaves once another process may send, nor to another server than it was meant for', async () => {
  let may = true;
  const { mail, exit, send, begin } = await exitTo({ mayWrite: () => may });
  await begin();
  expect(await send('hi', 'other:25')).toEqual({ kind: 'not-written' });
  may = false;
  expect(await send('hi')).toEqual({ kind: 'not-written' });
  expect(mail.mails()).toEqual([]);
  expect(exit.host).toBe(mail.url.slice('smtp://'.length));
});
