import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A file for as long as this process wants it, and no longer, however it ends: it loses its name at once, and is opened by
 * its descriptor, by this process and its children. They say from where they read: on some systems they share how far they
 * are.
 */
export function namelessFile(): { readonly path: string; forget(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'table-'));
  try {
    const file = openSync(join(folder, 'table'), 'wx+', 0o600);
    return { path: `/dev/fd/${file}`, forget: () => closeSync(file) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
