import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonTestResults } from 'vitest/node';

interface Counted {
  /** How often they killed the bot, or else each test. */
  readonly runs: number;
  readonly failed: number;
}

/** Runs tests by that script of npm's, such as "test"; a run that came to no end has failed. */
export async function runTests(
  script: string,
  files: readonly string[],
  env: Record<string, string> = {},
): Promise<Counted> {
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  const file = join(folder, 'report.json');
  const report = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const npm = spawn('npm', ['run', '--silent', script, '--', ...files, ...report], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  const [code] = await once(npm, 'exit');
  try {
    const { testResults }: JsonTestResults = JSON.parse(readFileSync(file, 'utf8'));
    const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
    const done = tests.filter(({ status }) => status === 'passed' || status === 'failed');
    return {
      runs: done.reduce((sum, { meta }) => sum + (meta.kills ?? 1), 0),
      failed: done.filter(({ status }) => status === 'failed').length || (code === 0 ? 0 : 1),
    };
  } catch {
    return { runs: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
