import { expect, test } from 'vitest';
import { createLog } from '../src/log.ts';
import { Rounds } from '../src/rounds.ts';
import { Alarm } from '../src/store/engine/alarm.ts';
import { Changes } from '../src/store/engine/changes.ts';

function roundsForTest(): { rounds: Rounds; alarm: Alarm; logged: string[] } {
  const logged: string[] = [];
  const alarm = new Alarm(new Changes(), 'jobs');
  const log = createLog('debug', { write: (line: string) => void logged.push(JSON.parse(line).msg) });
  return { rounds: new Rounds({ alarm, log, waits: 'jobs' }), alarm, logged };
}

test('a stop ends what sleeps, and waits for what is under way', async () => {
  const { rounds, alarm } = roundsForTest();
  const [over, order] = [Promise.withResolvers<void>(), [] as string[]];
  rounds.beside('one', () => over.promise.then(() => void order.push('over')));
  rounds.start(() => alarm.sleep(3_600_000));
  const stopped = rounds.stop().then(() => order.push('stopped'));
  expect(rounds.signal.aborted).toBe(true);
  // By then the round has long ended.
  setImmediate(over.resolve);
  await stopped;
  expect(order).toEqual(['over', 'stopped']);
});

test('of a key one thing goes on at a time, and its end begins a round', async () => {
  const { rounds, alarm } = roundsForTest();
  const [over, again, second] = [0, 1, 2].map(() => Promise.withResolvers<void>());
  let [looked, begun] = [0, 0];
  rounds.start(async () => {
    looked += 1;
    rounds.beside('one', async () => {
      begun += 1;
      if (begun === 1) await over?.promise;
      else again?.resolve();
    });
    if (looked === 2) second?.resolve();
    await alarm.sleep(3_600_000);
  });
  alarm.ring();
  await second?.promise;
  expect(begun).toBe(1);
  over?.resolve();
  await again?.promise;
  await rounds.stop();
  expect(begun).toBe(2);
});

test('rounds that fail say so, and end at a stop without waiting for the next', async () => {
  const { rounds, logged } = roundsForTest();
  rounds.start(() => Promise.reject(new Error('gone')));
  await rounds.stop();
  expect(logged).toEqual(['jobs wait: the store does not answer']);
});
