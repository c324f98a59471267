import { REPEATED_MS } from '../store/talks/incoming.ts';

/** Messages that are remembered, 160 a second; one that is forgotten before its time may be repeated for all we know. */
const REMEMBERED = 50_000;

/**
 * The kept messages that were answered with ESME_ROK by sessions that are up since: the provider does not repeat those.
 * What a session answered that has ended meanwhile may not have arrived.
 */
export class Acknowledged {
  private readonly byId = new Map<string, { readonly at: number; readonly gone: AbortSignal }>();

  has(id: string): boolean {
    return this.byId.get(id)?.gone.aborted === false;
  }

  /** `gone` is aborted when the session ends. */
  add(id: string, gone: AbortSignal): void {
    const at = performance.now();
    this.byId.delete(id);
    this.byId.set(id, { at, gone });
    for (const [one, { at: then }] of this.byId) {
      if (this.byId.size <= REMEMBERED && at - then < REPEATED_MS) break;
      this.byId.delete(one);
    }
  }

  /** It will be repeated. */
  delete(id: string): void {
    this.byId.delete(id);
  }
}
