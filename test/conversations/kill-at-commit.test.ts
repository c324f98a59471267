import { test } from 'vitest';
import { killAtSteps } from '../support/kill-and-restart.ts';

test('a kill -9 before or after a commit to the store loses no message and sends none twice', async ({
  task,
}) => {
  task.meta.kills = await killAtSteps('commit');
}, 600_000);
