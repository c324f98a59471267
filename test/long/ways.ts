import { setTimeout as pause } from 'node:timers/promises';
import { kills } from './kills.ts';
import type { Load, Stage, Trouble } from './under-load.ts';

/** How long the line to the SMSC is cut, and how long it holds then, ms. */
const CUT_MS = { least: 500, most: 8_000 };
const HOLDS_MS = { least: 1_000, most: 8_000 };

/** Nothing settles what the HTTP API does not know before that time is over, so most goes by SMPP. */
export const WAYS_LOAD: Load = {
  lists: { share: 0.04, least: 5, most: 20 },
  accounts: {},
  settings: {},
  ways: true,
};

/** What the HTTP API does to requests: most are carried out, and the answer is lost or late enough for a kill to come first. */
const FAULTS = [
  { fault: 'cut', when: 'after', times: 3 },
  { fault: 'slow', seconds: 3, times: 5 },
  { fault: 'garbage', times: 2 },
  { fault: 'cut', when: 'before', times: 2 },
  { fault: 'status', status: 502, times: 2 },
  { fault: 'error', code: 9 },
] as const;

/** How often HTTP is cut as well, so that mail alone is left. */
const MAIL_ALONE = 0.4;
/** What the mail server does then. */
const MAIL_FAULTS = [
  { fault: 'cut', when: 'after' },
  { fault: 'cut', when: 'before' },
  { fault: 'slow', seconds: 3, times: 3 },
  { fault: 'busy' },
  { fault: 'refuse', code: 451 },
] as const;

/** Kills, while lines are cut again and again and answers get lost: messages go by SMPP, HTTP and mail in turn. */
export const ways: Trouble = async (stage) => {
  const cutting = cutLines(stage);
  const killed = await kills(stage);
  const cuts = await cutting;
  return { ...killed, notes: [`${cuts} times without SMPP`] };
};

/** Returns how often. */
async function cutLines({ random, town, until }: Stage): Promise<number> {
  const { ways: between } = town;
  if (between === null) throw new Error('there is one way alone');
  let cuts = 0;
  const left = () => Math.max(0, until - performance.now());
  const wait = ({ least, most }: typeof CUT_MS) => pause(Math.min(left(), random.between(least, most)));
  while (left() > 0) {
    await wait(HOLDS_MS);
    await between.smppLine.cut();
    cuts += 1;
    const isMailAlone = random.chance(MAIL_ALONE);
    if (isMailAlone) {
      await between.httpLine.cut();
      between.mail.fault(random.pick([...MAIL_FAULTS]));
    } else between.http.fault(random.pick([...FAULTS]));
    await wait(CUT_MS);
    if (isMailAlone) await between.httpLine.mend();
    await between.smppLine.mend();
  }
  between.http.fault({ fault: 'none' });
  between.mail.fault({ fault: 'none' });
  return cuts;
}
