import { messagesOfCard } from '../../store/attempts/outbox.ts';
import type { Card } from '../../store/chats/cards.ts';
import { versioned } from '../../store/engine/versions.ts';
import { settingsOf } from '../context.ts';
import { isLanguage, localeFor } from '../locale.ts';
import { may, roleOf } from '../people/access.ts';
import { shorten, type View, type ViewContext } from '../show/view.ts';
import { alert } from './alert/index.ts';
import { alertNumbers } from './alert-numbers/index.ts';
import { approval } from './approval/index.ts';
import { aside } from './aside/index.ts';
import { audit } from './audit/index.ts';
import { balance } from './balance/index.ts';
import { canned } from './canned/index.ts';
import { choices } from './choices/index.ts';
import { contact } from './contact/index.ts';
import { contacts } from './contacts/index.ts';
import { continuation } from './continuation/index.ts';
import { correspondence } from './correspondence/index.ts';
import { csv } from './csv/index.ts';
import { erasure } from './erasure/index.ts';
import { forgottenView } from './forgotten.ts';
import { group } from './group/index.ts';
import { groups } from './groups/index.ts';
import { handedOver } from './handed-over/index.ts';
import { handout } from './handout/index.ts';
import { health } from './health/index.ts';
import { help } from './help/index.ts';
import { history } from './history/index.ts';
import { hook } from './hook/index.ts';
import { hooks } from './hooks/index.ts';
import { inbox } from './inbox/index.ts';
import { inboxChange } from './inbox-change/index.ts';
import { incoming } from './incoming/index.ts';
import { invitation } from './invitation/index.ts';
import { readBody } from './kind.ts';
import { language } from './language/index.ts';
import { lookup } from './lookup/index.ts';
import { notice } from './notice/index.ts';
import { number } from './number/index.ts';
import { onAgain } from './on-again/index.ts';
import { people } from './people/index.ts';
import { problem } from './problem/index.ts';
import { question } from './question/index.ts';
import { queue } from './queue/index.ts';
import { quota } from './quota/index.ts';
import { rejection } from './rejection/index.ts';
import { renumbering } from './renumbering/index.ts';
import { report } from './report/index.ts';
import type { Room } from './room.ts';
import { scheduled } from './scheduled/index.ts';
import { send } from './send/index.ts';
import { settings } from './settings/index.ts';
import { stats } from './stats/index.ts';
import { statuses } from './statuses/index.ts';
import { stillOpen } from './still-open/index.ts';
import { stopList } from './stop-list/index.ts';
import { stopped } from './stopped/index.ts';
import { storm } from './storm/index.ts';
import { summary } from './summary/index.ts';
import { table } from './table/index.ts';
import { talkNote } from './talk-note/index.ts';
import { tapless } from './tapless.ts';
import { template } from './template/index.ts';
import { templates } from './templates/index.ts';
import { timeBehind } from './time-behind/index.ts';
import { timeMeant } from './time-meant/index.ts';
import { token } from './token/index.ts';
import { tokens } from './tokens/index.ts';
import { unreleased } from './unreleased/index.ts';
import { unsent } from './unsent/index.ts';
import { untilOn } from './until-on/index.ts';
import { usage } from './usage/index.ts';
import { watchTest } from './watch-test/index.ts';
import { watches } from './watches/index.ts';
import { whole } from './whole/index.ts';

/** Characters of Telegram's own words for why it does not take a card. */
const REASON_LENGTH = 200;

/** Every kind of card. */
export const rooms: readonly Room[] = [
  send,
  choices,
  lookup,
  report,
  stats,
  csv,
  audit,
  history,
  table,
  unsent,
  stopped,
  scheduled,
  unreleased,
  statuses,
  health,
  balance,
  notice,
  question,
  problem,
  number,
  renumbering,
  approval,
  quota,
  rejection,
  aside,
  continuation,
  timeBehind,
  timeMeant,
  incoming,
  correspondence,
  queue,
  canned,
  handedOver,
  talkNote,
  whole,
  inbox,
  inboxChange,
  language,
  settings,
  people,
  invitation,
  help,
  usage,
  watches,
  alert,
  alertNumbers,
  storm,
  summary,
  watchTest,
  untilOn,
  onAgain,
  contact,
  contacts,
  group,
  groups,
  stopList,
  erasure,
  stillOpen,
  handout,
  token,
  tokens,
  hook,
  hooks,
  template,
  templates,
];

const byName = new Map(rooms.map((room) => [room.kind.name, room]));

export const roomOf = (card: Card): Room | undefined => byName.get(card.kind);

const says = (text: string): View => ({ as: 'text', text, buttons: [], atRest: true });

/** What there is to view a card with; without `read`, as in the transaction of a press, all is read in one place. */
type Viewing = Pick<ViewContext, 'db' | 'settings' | 'now'> &
  Partial<Pick<ViewContext, 'read' | 'isPressed'>>;

/**
 * What a card shows now; in place of one that cannot be read, that it cannot, and in place of one whose reader has lost
 * the role for it, that they have.
 */
export async function viewOf(
  { db, read = (work) => work(db), settings: configured, now, isPressed = false }: Viewing,
  card: Card,
): Promise<View> {
  const settings = await settingsOf(db, card.chat_id, configured);
  const language = isLanguage(card.language) ? card.language : settings.language;
  const locale = localeFor(language, settings.timeZone, settings.country);
  const room = roomOf(card);
  const body = room && readBody(room.kind, card);
  if (!body) return card.forgotten_at ? forgottenView(locale) : says(locale.t('card-unreadable'));
  const isPrivate = card.chat_id > 0;
  const reader = isPrivate ? await roleOf(db, settings.ownerIds, card.chat_id) : null;
  if (isPrivate && room.seenBy !== null && !may(reader, room.seenBy)) {
    return { ...says(locale.t('card-withheld')), withheld: true };
  }
  const seen = await room.view({ db, read, settings, locale, reader, now, isPressed }, card, body);
  const view = { ...seen, text: tapless(seen.text, room.ownTaps === true) };
  return settings.messages === 'plain' ? { ...view, isPlain: true } : view;
}

/** See WordlessBody: nothing is left of one that cannot be read. */
export function wordlessBody(card: Pick<Card, 'kind' | 'body'>): object | null | undefined {
  const room = byName.get(card.kind);
  if (!room) return null;
  if (!room.wordless) return undefined;
  const body = readBody(room.kind, card);
  const left = body && room.wordless(body);
  return left && versioned(room.kind, left);
}

/** In place of a card that Telegram does not take: why it does not, and where to read on. */
export async function unshownView(
  { db, settings: configured }: Pick<ViewContext, 'db' | 'settings'>,
  card: Card,
  why: string,
): Promise<View> {
  const settings = await settingsOf(db, card.chat_id, configured);
  const { t } = localeFor(isLanguage(card.language) ? card.language : settings.language, settings.timeZone);
  const lines = [t('card-refused', { why: shorten(why, REASON_LENGTH) })];
  if ((await messagesOfCard(db, card.id, 1)).length > 0) lines.push(t('card-refused-status'));
  return { as: 'text', text: lines.join('\n'), buttons: [], atRest: true };
}
