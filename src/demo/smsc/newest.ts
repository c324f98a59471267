/** Lets the oldest entries go until `keep` are left, as a Map keeps its keys in the order in which they came. */
export function keepNewest(map: Map<string, unknown>, keep: number): void {
  for (const key of map.keys()) {
    if (map.size <= keep) return;
    map.delete(key);
  }
}
