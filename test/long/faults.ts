import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../support/random.ts';
import { ready, type Trouble } from './under-load.ts';

/** Pause between two faults, ms. */
const PAUSE_MS = { least: 300, most: 3_000 };
/** Message queue full, system error (temporary), invalid destination (permanent): SMPP 3.4, 5.1.3. */
const STATUSES = [0x14, 0x08, 0x0b] as const;

/** A fault of the simulated SMSC. */
function smscFault(random: Random): object {
  const times = random.between(1, 8);
  switch (random.between(0, 7)) {
    case 0:
      return { fault: 'throttle', times };
    case 1:
      return { fault: 'refuse', status: random.pick(STATUSES), times: 1 };
    case 2:
      return { fault: 'drop', when: 'before-submit', times: 1 };
    case 3:
      return { fault: 'drop', when: 'before-answer', times: 1 };
    case 4:
      return { fault: 'drop', when: 'after-answer', times: 1 };
    case 5:
      return { fault: 'silent', seconds: random.between(1, 15) };
    case 6:
      return random.chance(0.5)
        ? { fault: 'answer-twice', times }
        : { fault: 'late', seconds: random.between(1, 20), times };
    default:
      return { fault: 'hold-receipts', seconds: random.between(1, 10) };
  }
}

/** A fault of the local Bot API server. */
function telegramFault(random: Random): object {
  const method = random.pick([undefined, 'editMessageText', 'sendMessage', 'getUpdates']);
  const times = random.between(1, 4);
  switch (random.between(0, 3)) {
    case 0:
      return { fault: '429', retryAfter: random.between(1, 4), times, method };
    case 1:
      return { fault: '500', times, method };
    case 2:
      return { fault: 'cut-after-accept', times: 1, method };
    default:
      return { fault: 'outage', seconds: random.between(1, 8) };
  }
}

/** Faults of either side, one after the other, several at a time; all are lifted at the end. */
export const faults: Trouble = async ({ random, town, until, launch, instances }) => {
  const bots = Array.from({ length: instances }, (_, slot) => launch(slot));
  await Promise.all(bots.map(ready));
  let runs = 0;
  while (performance.now() < until) {
    if (random.chance(0.6)) town.smsc.fault(smscFault(random));
    else town.telegram.fault(telegramFault(random));
    runs += 1;
    await pause(random.between(PAUSE_MS.least, PAUSE_MS.most));
  }
  town.smsc.fault({ fault: 'none' });
  town.telegram.fault({ fault: 'none' });
  return { bots, runs };
};
