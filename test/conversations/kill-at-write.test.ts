import { test } from 'vitest';
import { killAtSteps } from '../support/kill-and-restart.ts';

test('a kill -9 before or after a write to a socket loses no message and sends none twice', async ({
  task,
}) => {
  task.meta.kills = await killAtSteps('write');
}, 600_000);
