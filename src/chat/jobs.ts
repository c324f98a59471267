import type { DeskSettings } from '../desk/order.ts';
import type { JobWork } from '../jobs/kind.ts';
import { type ReportSettings, reportWork } from './cards/report/job.ts';
import { prepareWork } from './preparing.ts';
import { rewordWork } from './rewording.ts';

/** What the chat has done between other things. */
export const chatJobs = (settings: ReportSettings & DeskSettings): readonly JobWork[] => [
  reportWork(settings),
  prepareWork(settings),
  rewordWork(settings),
];
