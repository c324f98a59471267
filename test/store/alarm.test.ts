import { expect, test } from 'vitest';
import { Alarm } from '../../src/store/engine/alarm.ts';
import { Changes } from '../../src/store/engine/changes.ts';

/** Whether it is over at once, long before its time. */
async function endsAtOnce(sleep: Promise<void>): Promise<boolean> {
  let isOver = false;
  void sleep.then(() => {
    isOver = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  return isOver;
}

test('what rang before somebody looks is seen by that look, and what rings during it ends the next sleep', async () => {
  const changes = new Changes();
  const alarm = new Alarm(changes, 'outbox');
  changes.emit('outbox');
  alarm.hush();
  const asleep = alarm.sleep(60_000);
  expect(await endsAtOnce(asleep)).toBe(false);
  alarm.ring();
  await asleep;

  alarm.hush();
  changes.emit('outbox');

  expect(await endsAtOnce(alarm.sleep(60_000))).toBe(true);
  alarm.close();
});
