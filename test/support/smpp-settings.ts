import { WIRE } from './outbox.ts';
import { SMPP_PASSWORD } from './planted.ts';
import type { SmppSettings } from './smpp.ts';

/** The settings of the account `demo` at that address (host:port), in a hurry. */
export function settingsFor(address: string, changes: Partial<SmppSettings> = {}): SmppSettings {
  const [host = '', port] = address.split(':');
  return {
    hosts: [{ host, port: Number(port) }],
    tls: null,
    systemId: 'demo',
    password: SMPP_PASSWORD,
    systemType: '',
    bind: 'transceiver',
    binds: 1,
    country: 'RU',
    window: 10,
    rate: 1000,
    campaignRate: null,
    wire: WIRE,
    refusesRepeats: { seconds: 60, statuses: [0x45] },
    receiptId: 'same',
    receiptZone: 180,
    sendMaxAge: 600_000,
    limits: { backoff: { firstMs: 10, maxMs: 50 } },
    ...changes,
  };
}
