import type { JobWork } from '../jobs/kind.ts';
import type { Logger } from '../log.ts';
import { contactsExport } from './book/export.ts';
import { importWork } from './book/import.ts';
import { auditFileWork } from './cards/audit/file.ts';
import { expiryWork } from './cards/handout/expiry.ts';
import { reportWork } from './cards/report/job.ts';
import { statsFileWork } from './cards/stats/file.ts';
import { statsWork } from './cards/stats/job.ts';
import { summaryWork } from './cards/summary/job.ts';
import { untilOnWork } from './cards/until-on/job.ts';
import type { Settings } from './context.ts';
import { quotaWork } from './people/quota-job.ts';
import { eraseWork } from './person/erase-job.ts';
import { exportWork } from './person/exporting.ts';
import { approvalWork } from './sending/approval-job.ts';
import { goOnWork } from './sending/chains.ts';
import { prepareWork } from './sending/preparing.ts';
import { passQuietWork, releaseWork, vouchWork } from './sending/releasing.ts';
import { rewordWork } from './sending/rewording.ts';
import { confirmWork } from './stop-list/confirming.ts';
import { stopListExport } from './stop-list/export.ts';
import { importStopWork } from './stop-list/import.ts';
import type { Tables } from './tables/reading.ts';
import { tableWork } from './tables/work.ts';

/** What the chat has done between other things. */
export const chatJobs = (
  settings: Omit<Settings, 'username' | 'linkKey'>,
  tables: Tables,
  log: Logger,
): readonly JobWork[] => [
  reportWork(settings),
  statsWork(settings, log),
  statsFileWork(settings),
  summaryWork(settings, log),
  auditFileWork(settings),
  prepareWork(settings),
  releaseWork(settings),
  vouchWork(settings),
  passQuietWork(settings),
  rewordWork(settings),
  tableWork(settings, tables),
  importWork(settings, tables),
  untilOnWork(settings),
  approvalWork(settings),
  goOnWork(settings),
  quotaWork(settings),
  confirmWork(settings),
  importStopWork(settings, tables),
  exportWork(settings),
  contactsExport.work(settings),
  stopListExport.work(settings),
  eraseWork(),
  expiryWork(),
];
