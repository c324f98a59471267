import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { Card } from '../../../store/chats/cards.ts';
import { auditOf, countAudited } from '../../../store/people/audit.ts';
import { shorten, type View, type ViewContext } from '../../show/view.ts';
import { periodWords } from '../stats/lines.ts';
import { listed } from '../words.ts';
import type { AuditBody } from './body.ts';
import { actorName, deedPlace, deedWords, outcomeWords } from './words.ts';

/** Lines of a card; the file has all. */
const SHOWN = 15;
/** Of what was said with a command. */
const DEED = 80;

/** The last that somebody did in a period, a line each. */
export async function auditView(
  { db, locale, settings, now }: ViewContext,
  _card: Card,
  body: AuditBody,
): Promise<View> {
  const names = await Promise.all(
    (body.actors ?? []).map((actor_id) => actorName(db, locale, { actor_kind: 'person', actor_id })),
  );
  const who = names.length > 0 ? ` · ${listed(locale, names)}` : '';
  const title = fmt`🧾 ${FormattedString.bold(`${periodWords(locale, body, settings.timeZone)}${who}`)}`;
  const count = await countAudited(db, body);
  if (count === 0) {
    return { as: 'text', text: fmt`${title}\n${locale.t('audit-none')}`, buttons: [], atRest: true };
  }
  const lines: string[] = [];
  for (const one of await auditOf(db, body, SHOWN)) {
    const pieces = [
      `${locale.time(one.at, now)} ${await actorName(db, locale, one)}: ${shorten(deedWords(locale, one), DEED)}`,
      outcomeWords(locale, one, settings),
      await deedPlace(db, locale, one),
    ];
    lines.push(pieces.filter((piece) => piece !== null).join(' · '));
  }
  const more = count > SHOWN ? [locale.t('audit-more', { n: count - SHOWN })] : [];
  return {
    as: 'text',
    text: FormattedString.join([title, ...lines, ...more], '\n'),
    buttons: [[{ label: locale.t('button-report'), action: 'file' }]],
    atRest: true,
  };
}
