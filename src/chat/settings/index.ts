import type { Reader } from '../../store/engine/database.ts';
import { typedWords } from '../grammar/typed-words.ts';
import { isOneOf, type Locale } from '../locale.ts';
import { answers } from './answers.ts';
import { approve } from './approve.ts';
import { hours } from './hours.ts';
import { language } from './language.ts';
import { messages } from './messages.ts';
import { answerWithin, returnAfter } from './minutes.ts';
import { plain } from './plain.ts';
import { quiet } from './quiet.ts';
import { quota } from './quota.ts';
import { sender } from './sender.ts';
import type { Choice, Setting } from './setting.ts';
import { template } from './template.ts';
import { zone } from './zone.ts';

/** What a chat may have otherwise than the bot, in the order in which it is shown. */
export const SETTINGS: readonly Setting[] = [
  zone,
  language,
  sender,
  template,
  plain,
  messages,
  quiet,
  approve,
  quota,
  hours,
  answerWithin,
  returnAfter,
  answers,
];

export const settingNamed = (name: string | null): Setting | undefined =>
  SETTINGS.find((one) => one.name === name);

/** By its name and what it is called in each language; what stands behind it is a value. */
const NAMED = SETTINGS.map(
  (one) =>
    [
      one,
      // Of its names the longest, as “quiet hours” is more than “quiet”.
      new RegExp(`^(?:${typedWords(`typed-setting-${one.name}`)}|${one.name})(?=$|[\\s:=])`, 'iu'),
    ] as const,
);

/** What may stand between a setting and its value. */
const BEFORE_VALUE = new RegExp(`^\\s*[:=]?\\s*(?:(?:${typedWords('typed-move-to')})\\s+)?`, 'iu');

/** What was typed behind /settings: a setting and its value; null: none is called so. */
export function readSetting(typed: string): { readonly setting: Setting; readonly value: string } | null {
  for (const [setting, name] of NAMED) {
    const found = name.exec(typed);
    if (found) return { setting, value: typed.slice(found[0].length).replace(BEFORE_VALUE, '') };
  }
  return null;
}

/** Values that are offered to those who see what is these owners'. */
export async function choicesOf(
  { listed, choices }: Setting,
  {
    db,
    locale,
    owners,
  }: { readonly db: Reader; readonly locale: Locale; readonly owners: readonly number[] },
): Promise<readonly Choice[]> {
  if (!listed) return choices(locale);
  return (await listed(db, owners)).map((typed) => ({ label: typed, typed }));
}

/** Does this word take a setting back? */
export const takesBack = (value: string): boolean =>
  ['typed-off', 'typed-auto', 'typed-default'].some((id) => isOneOf(value, id));
