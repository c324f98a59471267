import { keyOf } from '../messages/receipt-id.ts';

/**
 * Ids of submits whose answers are on their way into the store. A receipt that is stored before the answer that names it
 * is kept as one of nobody, until the answer comes: that is right, and several times the work.
 */
export class ComingAnswers {
  private readonly keys = new Set<string>();
  private stored = Promise.withResolvers<void>();

  add(providerId: string): void {
    this.keys.add(keyOf(providerId));
  }

  has(providerId: string | null): boolean {
    return providerId !== null && this.keys.size > 0 && this.keys.has(keyOf(providerId));
  }

  /** These are on record. */
  remove(providerIds: readonly string[]): void {
    for (const id of providerIds) this.keys.delete(keyOf(id));
    this.tell();
  }

  /** Whether they will be on record soon, nobody knows any more: nothing waits for them. */
  clear(): void {
    this.keys.clear();
    this.tell();
  }

  /** Resolves when fewer are coming than now. */
  fewer(): Promise<void> {
    return this.stored.promise;
  }

  private tell(): void {
    this.stored.resolve();
    this.stored = Promise.withResolvers<void>();
  }
}
