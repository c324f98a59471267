import type { Room } from '../room.ts';
import { type ReportBody, reportCard } from './body.ts';
import { reportView } from './view.ts';

export const report: Room<ReportBody> = { kind: reportCard, seenBy: 'viewer', view: reportView };
