import type { World } from '../../src/demo/world.ts';
import { until } from './bot.ts';
import type { DrivenClock } from './driven-clock.ts';

/** Waits while the clock runs ahead, since cards are shown at Telegram's pace. */
export const soon = <T>(around: World, clock: DrivenClock, look: () => T | Promise<T>, what?: string) =>
  until(
    around,
    async () => {
      await clock.pass(1 / 60);
      return look();
    },
    what,
  );
