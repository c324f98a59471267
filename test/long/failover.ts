import { setTimeout as pause } from 'node:timers/promises';
import type { BotProcess } from './bot-process.ts';
import { type Load, ready, type Trouble } from './under-load.ts';

const KILL_EVERY_MS = 5_000;

/** All that two accounts can send, most of it in lists: a kill hits a bulk that is under way. */
export const FAILOVER_LOAD: Load = {
  lists: { share: 0.3, least: 100, most: 250 },
  accounts: { second: 'demo' },
  settings: { SMPP_RATE: '40' },
};

/** Kills one instance after the other, whichever it hits, and starts it again at once. */
export const failover: Trouble = async ({ random, instances, isOver, launch, complain }) => {
  const lived: BotProcess[] = [];
  const bots = Array.from({ length: instances }, (_, slot) => launch(slot));
  await Promise.all(bots.map(ready));
  let runs = 0;
  for (;;) {
    const next = performance.now() + KILL_EVERY_MS;
    while (!isOver() && performance.now() < next) await pause(100);
    if (isOver()) break;
    const slot = random.between(0, instances - 1);
    const bot = bots[slot];
    bot?.kill();
    const ended = await bot?.ended;
    if (ended !== 'SIGKILL') complain(`instance ${slot} ended by itself: ${ended}`);
    if (bot) lived.push(bot);
    bots[slot] = launch(slot);
    runs += 1;
  }
  await Promise.all(bots.map(ready));
  const taken = [...lived, ...bots].flatMap(({ leases }) => leases);
  const accounts = taken.filter((lease) => lease.startsWith('account ')).length;
  const notes = [`leases taken: ${accounts} of accounts, ${taken.length - accounts} of Telegram`];
  return { bots, runs, notes };
};
