/** How often something that anybody can cause is said (ms). */
const INTERVAL_MS = 60_000;

/** Says a thing once a minute at most, with how often it has happened since it was said last. */
export function seldom(say: (reason: string, times: number) => void): (reason: string) => void {
  let saidAt = Number.NEGATIVE_INFINITY;
  let times = 0;
  return (reason) => {
    times += 1;
    if (performance.now() - saidAt < INTERVAL_MS) return;
    saidAt = performance.now();
    say(reason, times);
    times = 0;
  };
}
