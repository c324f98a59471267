import { offerOf } from '../../src/messages/terms.ts';
import type { WireOptions } from '../../src/messages/wire.ts';
import type { Exit, Way } from '../../src/sender/way.ts';
import { type WayOrder, wayOrder } from '../../src/sender/way-order.ts';
import { loadOf } from '../../src/smpp/submit-of.ts';
import { WIRE } from './outbox.ts';

/** An exit as the sender looks at it, of which the test says what it shows; nothing can be written by it. */
export function exitThat(shows: Partial<Exit>): Exit & { free: number } {
  const exit = {
    id: 'demo/1',
    host: 'one:3700',
    ready: false,
    free: 0,
    window: 10,
    submit: () => Promise.reject(new Error('nothing is written here')),
    report: () => {
      throw new Error('nothing is reported here');
    },
  };
  // Getters stay what they are.
  return Object.defineProperties(exit, Object.getOwnPropertyDescriptors(shows));
}

/** SMPP with one such exit: it makes the submits that the program would, with the settings of that moment. */
export function smppWayThat(shows: Partial<Exit>, wire: () => WireOptions = () => WIRE): Way {
  const exit = exitThat(shows);
  return {
    protocol: 'smpp',
    exits: [exit],
    metrics: {
      submits: { inc() {} },
      answered() {},
      throttled: { inc() {} },
      answerSeconds: { observe() {} },
    },
    get isUp() {
      return exit.ready;
    },
    carries: (channel) => wire().channels.includes(channel),
    load: (message) => loadOf(message, wire()),
    offer: ({ request, agreed }) => offerOf(request, agreed, wire()),
    begin() {},
    end: async () => {},
    status: () => Promise.reject(new Error('nothing is asked here')),
  };
}

/** The order for an account that has one way. */
export const onlyWay = (way: Way): WayOrder =>
  wayOrder([way], { usual: [way.protocol], of: {}, afterMs: null });
