import { runAs } from '../run-as.ts';
import { timeBehindCard } from './body.ts';

export const actions = {
  timed: runAs(timeBehindCard, ({ timed }) => timed),
  whole: runAs(timeBehindCard, ({ whole }) => whole),
};
