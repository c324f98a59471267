/** A holder in a process of its own, to be killed: `node holder-process.ts STORE_URL HOST:PORT`. */
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/engine/open.ts';
import { RULES } from './rules.ts';
import { startSmpp } from './smpp.ts';
import { settingsFor } from './smpp-settings.ts';

const [url = '', address = ''] = process.argv.slice(2);
await startSmpp({
  store: await openStore(url, RULES),
  settings: settingsFor(address),
  log: createLog('trace'),
});
