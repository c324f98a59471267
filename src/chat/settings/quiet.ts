import { readClockRange, writeClockRange } from './clock-range.ts';
import { setting } from './setting.ts';

/** When nothing is sent: over midnight, where it ends earlier than it begins. */
export const quiet = setting('quiet', {
  name: 'quiet',
  read: readClockRange,
  write: writeClockRange,
  ofBot: () => null,
  choices: () => ['22-9', '21-8', '20-9'].map((typed) => ({ label: typed, typed })),
  isOpen: true,
  example: '22-9',
});
