import type { JobWork } from '../jobs/kind.ts';
import { reportWork } from './cards/report/job.ts';
import type { ChatSettings } from './context.ts';

/** What the chat has done between other things. */
export const chatJobs = (settings: ChatSettings): readonly JobWork[] => [reportWork(settings)];
