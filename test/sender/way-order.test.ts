import { expect, test } from 'vitest';
import { LANES } from '../../src/messages/lanes.ts';
import type { Protocol } from '../../src/messages/protocol.ts';
import type { Channel } from '../../src/messages/request.ts';
import type { Exit, Way } from '../../src/sender/way.ts';
import { firstWays, Outages, takersOf, wayOrder } from '../../src/sender/way-order.ts';
import { smppWayThat } from '../support/way.ts';

const MINUTE_MS = 60_000;
const single = { campaign: null, lane: LANES.single } as const;
const retry = { campaign: null, lane: LANES.retry } as const;
const list = { campaign: null, lane: LANES.list } as const;
const ofCampaign = { campaign: 'running', lane: LANES.retry } as const;

function scene(afterMs: number | null = MINUTE_MS) {
  const shows = { smpp: { ready: true }, https: { ready: true }, smtp: { ready: true } };
  const way = (protocol: Protocol): Way => ({
    ...smppWayThat(
      Object.defineProperty({} as Partial<Exit>, 'ready', {
        get: () => shows[protocol].ready,
        enumerable: true,
      }),
    ),
    protocol,
  });
  const all = [way('smpp'), way('https')];
  const order = wayOrder(all, { usual: ['smpp', 'https'], of: { call: ['https'] }, afterMs });
  const outages = new Outages();
  return {
    order,
    /** Which ways these messages go by, after so long (ms) of what is down now. */
    at(
      clock: number,
      channel: Channel,
      ...messages: (typeof single | typeof list | typeof ofCampaign | typeof retry)[]
    ) {
      outages.look(all, clock);
      const takers = takersOf(order, outages, clock);
      const by = messages.map((message) =>
        takers
          .of({ channel, ...message })
          .map(({ protocol }) => protocol)
          .join(', '),
      );
      return { by, waitMs: takers.waitMs, going: takers.going };
    },
    down: (protocol: Protocol) => {
      shows[protocol].ready = false;
    },
    up: (protocol: Protocol) => {
      shows[protocol].ready = true;
    },
  };
}

test('while all ways are up each channel goes by its first one', () => {
  const { at, order } = scene();
  expect(at(0, 'sms', single, list, ofCampaign).by).toEqual(['smpp', 'smpp', 'smpp']);
  expect(at(0, 'call', single).by).toEqual(['https']);
  expect(at(0, 'sms').going).toBeNull();
  expect(firstWays(order).map(({ protocol }) => protocol)).toEqual(['smpp', 'https']);
});

test('single messages are taken by the next way once the first was down for long enough, all others wait', () => {
  const { at, down, up } = scene();
  at(0, 'sms');
  down('smpp');
  expect(at(1_000, 'sms', single, list)).toMatchObject({ by: ['', ''], waitMs: MINUTE_MS });
  expect(at(31_000, 'sms', single)).toMatchObject({ by: [''], waitMs: 30_000 });
  const { by, waitMs, going } = at(61_000, 'sms', single, retry, list, ofCampaign);
  expect(by).toEqual(['https', 'https', '', '']);
  expect(waitMs).toBeNull();
  expect(going?.channels).toEqual(['call']);
  expect(going?.singles).toContain('sms');

  up('smpp');
  expect(at(62_000, 'sms', single).by).toEqual(['smpp']);
  down('smpp');
  // A new outage counts anew.
  expect(at(63_000, 'sms', single).by).toEqual(['']);
});

test('what goes by one way alone waits for it, and keeps nothing else waiting', () => {
  const { at, down } = scene();
  down('https');
  at(0, 'call');
  expect(at(10 * MINUTE_MS, 'call', single).by).toEqual(['']);
  expect(at(10 * MINUTE_MS, 'sms', single, list).by).toEqual(['smpp', 'smpp']);
  expect(at(10 * MINUTE_MS, 'sms').going?.channels).not.toContain('call');
});

test('without a time nothing is taken by another way, however long the first is down', () => {
  const { at, down } = scene(null);
  down('smpp');
  at(0, 'sms');
  expect(at(24 * 60 * MINUTE_MS, 'sms', single)).toMatchObject({ by: [''], waitMs: null });
});
