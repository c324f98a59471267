import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { Template } from '../../../store/book/templates.ts';
import { isLanguage, type Locale } from '../../locale.ts';

/** "ready · 📤 SMS · English": a template's name, and what it is for. */
export function templateHead({ t }: Locale, { name, channel, language, kind }: Template): FormattedString {
  const pieces = [
    t(`channel-${channel}`),
    ...(isLanguage(language) ? [t('template-language', { language })] : []),
    ...(kind === null ? [] : [t(`kind-${kind}`)]),
  ];
  return fmt`${FormattedString.bold(name)} · ${pieces.join(' · ')}`;
}
