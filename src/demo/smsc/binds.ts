/** How many binds an account may have. */
import type { BindNote } from './shapes.ts';

type Kind = BindNote['kind'];

/** A transmitter and a receiver make one bind together. */
function count(kinds: readonly Kind[]): number {
  const of = (wanted: Kind) => kinds.filter((kind) => kind === wanted).length;
  return of('transceiver') + Math.max(of('transmitter'), of('receiver'));
}

/** Of the binds there are (oldest first), those that must end so that one of kind `added` may begin. */
export function surplusBinds<S extends { readonly bound: { kind: Kind } | null }>(
  existing: readonly S[],
  added: Kind,
  limit: number,
): S[] {
  let kept = [...existing];
  const ended: S[] = [];
  const size = (sessions: readonly S[]) =>
    count([...sessions.flatMap(({ bound }) => (bound === null ? [] : [bound.kind])), added]);
  while (size(kept) > limit) {
    const without = (one: S) => kept.filter((other) => other !== one);
    const oldest = kept.find((one) => size(without(one)) < size(kept));
    if (oldest === undefined) break;
    kept = without(oldest);
    ended.push(oldest);
  }
  return ended;
}
