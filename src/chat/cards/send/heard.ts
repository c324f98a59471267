import type { FormattedString } from '@grammyjs/parse-mode';
import type { ViewContext } from '../../show/view.ts';
import { copyableText } from '../copyable.ts';
import type { SendBody } from './body.ts';

/** How to have from the bot what the words of a draft may have asked of it; null: they asked nothing. */
export const heardLine = ({ locale }: ViewContext, { heard = [] }: SendBody): FormattedString | null =>
  heard.length > 0
    ? copyableText(locale, 'held-heard', { lines: heard.map((name) => `\`/${name}\``).join(', ') })
    : null;
