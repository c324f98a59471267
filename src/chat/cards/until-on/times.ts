import type { UntilOnBody } from './body.ts';

/** Between the first attempt and the second (ms); each pause after that is twice as long as the one before. */
const FIRST_PAUSE_MS = 5 * 60_000;

/** When it is asked, first to last (ms): at once, then after 5, 10, 20, 40 minutes and so on, up to its end. */
export function timesOf({ beganAt, endsAt }: Pick<UntilOnBody, 'beganAt' | 'endsAt'>): number[] {
  const times: number[] = [];
  let at = beganAt;
  for (let pause = FIRST_PAUSE_MS; at <= endsAt; pause *= 2) {
    times.push(at);
    at += pause;
  }
  return times;
}
