import { type FormattedString, fmt } from '@grammyjs/parse-mode';
import { TEXT_LIMIT } from '../show/view.ts';

/**
 * Lines below a head, as far as one message takes them.
 * @param below UTF-16 units kept for what stands below the lines
 * @returns the text, and how many lines did not fit
 */
export function asFits(
  head: string,
  lines: readonly FormattedString[],
  below: number,
): { readonly text: FormattedString; readonly left: number } {
  let text = fmt`${head}`;
  for (const [shown, line] of lines.entries()) {
    if (text.rawText.length + line.rawText.length + below > TEXT_LIMIT)
      return { text, left: lines.length - shown };
    text = fmt`${text}\n${line}`;
  }
  return { text, left: 0 };
}
