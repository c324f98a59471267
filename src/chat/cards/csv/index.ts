import type { Room } from '../room.ts';
import { type CsvBody, csvCard } from './body.ts';
import { csvView } from './view.ts';

export const csv: Room<CsvBody> = { kind: csvCard, seenBy: 'viewer', view: csvView };
