import type { TableAbout } from '../../files/table.ts';
import { type CardColumns, NUMBERS } from '../../files/vcard.ts';
import { localeOf } from './language.ts';

/** What the columns of contacts are called, which no row names: as in a table of them that is exported. */
export function contactColumns(language: string): CardColumns {
  const { t } = localeOf(language);
  return { name: t('contacts-name'), number: t('contacts-number'), company: t('contacts-company') };
}

/** Where numbers stand, where that is known: among the first of an address book may be none. */
export const numberColumn = ({ kind }: TableAbout): number | undefined =>
  kind === 'contacts' ? NUMBERS : undefined;
