import type { BindReport } from '../../src/store/attempts/binds.ts';

/** Of a bind that is up, and at rest. */
export const BIND: BindReport = {
  mode: 'transceiver',
  status: 'bound',
  host: 'smpp.smsc.ru:3700',
  since: 0,
  boundAt: 0,
  lastError: null,
  lastErrorAt: null,
  retryAt: null,
  inFlight: 0,
  window: 100,
  rate: 100,
  lastReceiptAt: null,
  submitsPerMinute: 0,
  receiptsPerMinute: 0,
};

/** Of one that has lost its connection, at that time (ms). */
export const lostAt = (at: number) =>
  ({
    ...BIND,
    status: 'waiting',
    since: at,
    boundAt: null,
    lastError: 'smpp.smsc.ru:3700: closed',
    lastErrorAt: at,
  }) as const;
