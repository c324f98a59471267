import type { Provider } from '../messages/provider.ts';

/** Texts that offer what only a provider with the dialect has, or explain it: each has another beside it, `-plain`. */
const OFFERING = [
  'error-list',
  'error-unknown',
  'no-such-channel',
  'sent-table',
  'sent-voice',
  'start',
  'start-operator',
  'start-viewer',
  'what-to-do',
];

/** The id of the text as it is right at this provider. */
export const wordsAt = ({ hasDialect }: Provider, id: string): string =>
  hasDialect || !OFFERING.includes(id) ? id : `${id}-plain`;
