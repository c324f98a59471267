import { isNamedStatus, submitStatus } from '../messages/submit-status.ts';

/** So many statuses that SMPP 3.4 does not name are counted by their numbers. */
const UNNAMED = 16;

/**
 * By what answers are counted: their status as SMPP 3.4 names it, or its number, as long as there are few of these;
 * then `other`, so that no SMSC makes metrics without end.
 */
export function statusLabels(): (commandStatus: number) => string {
  const unnamed = new Set<number>();
  return (commandStatus) => {
    if (!isNamedStatus(commandStatus)) {
      if (unnamed.size >= UNNAMED && !unnamed.has(commandStatus)) return 'other';
      unnamed.add(commandStatus);
    }
    return submitStatus(commandStatus).name;
  };
}
