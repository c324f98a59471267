/** Prometheus gives up a scrape after 10 s as a rule, and all of it is gone then. */
const PATIENCE_MS = 2_000;

/** What is read of the store for somebody who does not wait; null: it is away, or does not answer. */
export async function inTime<Read>(reading: Promise<Read>): Promise<Read | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, null);
  });
  return Promise.race([reading.catch(() => null), late]).finally(() => clearTimeout(timer));
}
