import { vi } from 'vitest';
import { createLog } from '../../src/log.ts';
import type { SubmitAnswer } from '../../src/sender/outcome.ts';
import { Link, type LinkHandlers, type LinkOptions, type LinkState } from '../../src/smpp/link.ts';
import type { Deliver, SubmitFields } from '../../src/smpp/pdu.ts';
import type { StubConnection, StubSmsc } from './stub-smsc.ts';

/** A link for a test, and all that it reported. */
export type LinkUnderTest = {
  link: Link<string>;
  states: LinkState[];
  delivers: Deliver[];
  lateAnswers: { token: string; answer: SubmitAnswer }[];
  /** Log messages, in order. */
  log: string[];
  /** Resolves when the link is in this state, now or later. */
  reach(status: LinkState['status']): Promise<LinkState>;
  /** Resolves once as many deliver_sm came. */
  delivered(count: number): Promise<void>;
};

const open: LinkUnderTest[] = [];

/** A link to a port on loopback; it is not started. Stopped by {@link stopLinks}. */
export function linkTo(
  port: number,
  options: Partial<LinkOptions> = {},
  handlers: Partial<LinkHandlers<string>> = {},
): LinkUnderTest {
  const states: LinkState[] = [];
  const delivers: Deliver[] = [];
  const lateAnswers: LinkUnderTest['lateAnswers'] = [];
  const log: string[] = [];
  let waiting: { met: () => boolean; resolve: () => void }[] = [];
  const check = (): void => {
    const due = waiting.filter(({ met }) => met());
    waiting = waiting.filter((one) => !due.includes(one));
    for (const { resolve } of due) resolve();
  };
  const when = (met: () => boolean): Promise<void> =>
    met() ? Promise.resolve() : new Promise((resolve) => waiting.push({ met, resolve }));
  const link = new Link<string>(
    {
      hosts: [{ host: '127.0.0.1', port }],
      tls: null,
      systemId: 'login',
      password: 'secret',
      systemType: '',
      bind: 'transceiver',
      window: 10,
      backoff: { firstMs: 10, maxMs: 50 },
      log: createLog('debug', { write: (line) => log.push(JSON.parse(line).msg) }),
      ...options,
    },
    {
      onFree: handlers.onFree,
      onDeliver: async (deliver, session) => {
        delivers.push(deliver);
        check();
        return (await handlers.onDeliver?.(deliver, session)) ?? 0;
      },
      onState: (state) => {
        states.push(state);
        check();
        handlers.onState?.(state);
      },
      onLateAnswer: (token, answer) => {
        lateAnswers.push({ token, answer });
        handlers.onLateAnswer?.(token, answer);
      },
    },
  );
  const reach = async (status: LinkState['status']): Promise<LinkState> => {
    await when(() => link.state.status === status);
    return link.state;
  };
  const delivered = (count: number): Promise<void> => when(() => delivers.length >= count);
  const under = { link, states, delivers, lateAnswers, log, reach, delivered };
  open.push(under);
  return under;
}

/** Ends every link that a test has left; for afterEach. */
export async function stopLinks(): Promise<void> {
  await Promise.all(open.splice(0).map(({ link }) => link.stop(0)));
}

/** A plain SMS to submit. */
export const submit: SubmitFields = {
  source: { address: 'SHOP', ton: 5, npi: 1 },
  destination: { address: '79991234567', ton: 1, npi: 1 },
  esmClass: 0,
  dataCoding: 0,
  registeredDelivery: 1,
  shortMessage: Buffer.from('hello'),
  payload: null,
  sar: null,
};

/** A bound link, and the SMSC's end of it. */
export async function boundTo(
  stub: StubSmsc,
  options?: Parameters<typeof linkTo>[1],
  handlers?: Parameters<typeof linkTo>[2],
): Promise<LinkUnderTest & { smsc: StubConnection }> {
  const under = linkTo(stub.port, options, handlers);
  under.link.start();
  await under.reach('bound');
  return { ...under, smsc: await stub.connection() };
}

/** Time stands still until the test lets it pass. */
export function fakeTime(): void {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  });
}
