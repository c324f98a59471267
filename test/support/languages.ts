import type { Language } from '../../src/chat/locale.ts';

export const RU = 'ru' as Language;
export const EN = 'en' as Language;
