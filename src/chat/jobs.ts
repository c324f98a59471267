import type { JobWork } from '../jobs/kind.ts';
import { type ReportSettings, reportWork } from './cards/report/job.ts';

/** What the chat has done between other things. */
export const chatJobs = (settings: ReportSettings): readonly JobWork[] => [reportWork(settings)];
