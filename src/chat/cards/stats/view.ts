import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { Card } from '../../../store/chats/cards.ts';
import { findFile } from '../../../store/chats/files.ts';
import type { Reader } from '../../../store/engine/database.ts';
import type { Locale } from '../../locale.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { nameById } from '../presser.ts';
import type { StatsBody } from './body.ts';
import { periodWords, statsLines } from './lines.ts';

/** What makers are called: people by their names, programs by those of their tokens. */
export async function makerNames(
  db: Reader,
  { t }: Locale,
  makers: readonly string[],
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const maker of new Set(makers)) {
    const [kind, ...id] = maker.split(':');
    names.set(
      maker,
      kind === 'person' ? await nameById(db, id.join(':')) : id.join(':') || t('stats-system'),
    );
  }
  return names;
}

/** What became of the messages of a period. The picture goes once it is not kept any more, where Telegram has none. */
export async function statsView(
  { db, locale, settings }: ViewContext,
  card: Card,
  { asked, figures, picture }: StatsBody,
): Promise<View> {
  const { by, said } = asked;
  const names =
    by === 'person'
      ? await makerNames(
          db,
          locale,
          figures.groups.map(({ name }) => name),
        )
      : new Map([['', locale.t(by === 'sender' ? 'stats-no-sender' : 'stats-unknown')]]);
  const title = fmt`📊 ${FormattedString.bold(periodWords(locale, asked, settings.timeZone))}`;
  const lines = statsLines(locale, settings, asked, figures, (group) => names.get(group) ?? group);
  const text = FormattedString.join([title, ...(said.length > 0 ? [said.join(' ')] : []), ...lines], '\n');
  const buttons = figures.messages > 0 ? [[{ label: locale.t('button-report'), action: 'file' }]] : [];
  const shown = { text, buttons, atRest: true } as const;
  const isThere = picture !== null && (card.telegram_id !== null || (await findFile(db, picture.id)));
  return isThere ? { as: 'picture', ...shown, file: picture } : { as: 'text', ...shown };
}
