import { test } from 'vitest';
import { killAtEvery } from '../support/kill-and-restart.ts';

test.each(['commit:before', 'commit:after'] as const)(
  'a kill -9 at any commit to the store (%s) loses no message and sends none twice',
  (kind) => killAtEvery(kind),
  240_000,
);
