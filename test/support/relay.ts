import { onTestFinished } from 'vitest';
import { type MovableRelay, openRelay } from './movable-relay.ts';

/** Opens a way on loopback to that host:port; closed with the test. `cut`: it begins as one that refuses. */
export async function relayTo(target: string, { cut = false } = {}): Promise<MovableRelay> {
  const relay = await openRelay(target);
  if (cut) await relay.cut();
  onTestFinished(relay.cut);
  return relay;
}
