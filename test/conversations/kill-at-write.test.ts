import { test } from 'vitest';
import { killAtEvery } from '../support/kill-and-restart.ts';

test.each(['write:before', 'write:after'] as const)(
  'a kill -9 at any write to a socket (%s) loses no message and sends none twice',
  (kind) => killAtEvery(kind),
  240_000,
);
