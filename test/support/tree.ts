import { cpSync, globSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folder } from './bot.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The program in a folder of its own, to be changed and run; removed with the test. */
export function copyOfTree(): string {
  const tree = folder();
  for (const name of ['src', 'commands', 'package.json']) {
    cpSync(join(root, name), join(tree, name), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
  return tree;
}

const textsIn = (at: string) =>
  new Map(
    globSync(['src/**/*.*', 'commands/**/*.*'], { cwd: at }).map((file) => [
      file,
      readFileSync(join(at, file), 'utf8'),
    ]),
  );

export interface Changes {
  readonly added: string[];
  /** The lines that were added to files that were there. */
  readonly lines: Record<string, string[]>;
  /** Files that lack anything that stood in them. */
  readonly rewritten: string[];
}

/** What a copy has that the tree has not. */
export function changesOf(tree: string): Changes {
  const before = textsIn(root);
  const after = textsIn(tree);
  const changes: Changes = { added: [], lines: {}, rewritten: [] };
  for (const [file, text] of [...after].sort()) {
    const old = before.get(file);
    if (old === text) continue;
    if (old === undefined) changes.added.push(file);
    else {
      const [had, has] = [old, text].map((all) => all.split('\n')) as [string[], string[]];
      changes.lines[file] = has.filter((line) => !had.includes(line)).map((line) => line.trim());
      if (had.some((line) => !has.includes(line))) changes.rewritten.push(file);
    }
  }
  changes.rewritten.push(...[...before.keys()].filter((file) => !after.has(file)));
  return changes;
}
