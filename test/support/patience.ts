/** How long a test waits for what is to come, and comes at once where nothing else runs (ms): Vitest's own second is short on a busy machine. */
export const PATIENCE = 15_000;
