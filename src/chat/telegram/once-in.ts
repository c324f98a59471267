/** Ids that are remembered; strangers must not fill the memory. */
const KEPT = 10_000;

/** Says for each id whether `ms` have passed since it last said yes. */
export function onceIn<Id extends number | string = number>(
  ms: number,
): ((id: Id, now: number) => boolean) & { forget(id: Id): void } {
  const said = new Map<Id, number>();
  const ask = (id: Id, now: number): boolean => {
    const last = said.get(id);
    if (last !== undefined && now - last < ms) return false;
    if (said.size >= KEPT) said.clear();
    said.set(id, now);
    return true;
  };
  return Object.assign(ask, { forget: (id: Id) => void said.delete(id) });
}
