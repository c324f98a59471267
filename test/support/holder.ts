import { type Smsc, type SmscOptions, startSmsc } from '../../src/demo/smsc/index.ts';
import { createLog } from '../../src/log.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { afterEveryTest } from './endings.ts';
import { plantPhones } from './output.ts';
import { SMPP_PASSWORD } from './planted.ts';
import { type Smpp, type SmppOptions, type SmppSettings, startSmpp } from './smpp.ts';
import { settingsFor } from './smpp-settings.ts';
// Its ending is to come after that of this file: holders stop before their stores are looked at.
import './store.ts';

const holders = new Set<Smpp>();
const centres = new Set<Smsc>();

/** A simulated SMSC whose ordinary delivery takes 10 ms; it is closed when the test ends. */
export async function smscForTest(options: SmscOptions = {}): Promise<Smsc> {
  const smsc = await startSmsc({ deliveryMs: 10, password: SMPP_PASSWORD, ...options });
  plantPhones(smsc);
  centres.add(smsc);
  return smsc;
}

/** A holder and the lines of its log. */
export type HolderForTest = Smpp & { readonly log: Record<string, unknown>[] };

/** Starts a holder on that SMSC, or address; it is stopped when the test ends. */
export async function holderForTest(
  store: Store,
  smsc: Smsc | string,
  changes: Partial<SmppSettings> = {},
  options: Partial<SmppOptions> = {},
): Promise<HolderForTest> {
  const lines: Record<string, unknown>[] = [];
  const log = createLog('debug', { write: (line) => lines.push(JSON.parse(line)) });
  const settings = settingsFor(typeof smsc === 'string' ? smsc : smsc.address, changes);
  const smpp = await startSmpp({ store, settings, log, ...options });
  holders.add(smpp);
  return {
    ...smpp,
    log: lines,
    async stop(drainMs) {
      holders.delete(smpp);
      await smpp.stop(drainMs);
    },
  };
}

/** Resolves once the holder can send and receive. */
export function untilBound(smpp: Smpp): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!smpp.bound()) return;
      stop();
      resolve();
    };
    const stop = smpp.onState(look);
    look();
  });
}

/** Ends a test: stops holders and SMSCs, and closes the store. */
export async function finish(store: Store): Promise<void> {
  await stopAll();
  await store.close();
}

async function stopAll(): Promise<void> {
  for (const smpp of holders) await smpp.stop(0);
  holders.clear();
  for (const smsc of centres) await smsc.close();
  centres.clear();
}

afterEveryTest(stopAll);
