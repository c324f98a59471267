import { PROFILES } from '../../src/messages/provider.ts';
import { rulesOf } from '../../src/messages/rules.ts';

/** Of SMSC.ru, which refuses an identical request for a minute. */
export const RULES = rulesOf(PROFILES['smsc.ru'].habits, 0, PROFILES['smsc.ru']);

/** The same, with receipts kept as they came. */
export const KEEPING = { ...RULES, keepsRaw: true };

/** Of a provider that takes an identical request as another one. */
export const UNGUARDED = rulesOf(PROFILES.generic.habits);
