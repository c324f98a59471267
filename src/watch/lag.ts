/*
 * The lag of receipts is the time from the hand-over of a message to the receipt that says it arrived, as /stats has it. What
 * waits to be handed over is no lag: a campaign waits because the account sends so many a second.
 */

/** Messages that are looked at together: they were handed over, or arrived, within so long (minutes). */
export const LAG_WINDOW = 10;

/** Of fewer messages nothing is said. */
const FEWEST = 10;

/** How many messages took longer than a watch allows, or are without a receipt for longer. */
export interface Late {
  readonly late: number;
  readonly total: number;
}

/** Whether half of them are late, which one phone that is off does not make so. What was told of is over at a quarter. */
export const isLagging = ({ late, total }: Late, isTold: boolean): boolean =>
  total >= FEWEST && late >= total * (isTold ? 0.25 : 0.5);
