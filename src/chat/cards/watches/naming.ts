import type { Watch } from '../../../store/watch/watches-at-hand.ts';

/** How buttons name a watch of their place: by its kind, of which there is one, but for heartbeats. */
export const namedBy = ({ id, watched: { kind } }: Watch): string =>
  kind === 'heartbeat' ? String(id) : kind;
