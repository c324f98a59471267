import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { Room } from '../../../desk/room.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { lastChangeOf, roomOf } from '../../../store/chats/rooms.ts';
import { ownersOn } from '../../book/owners.ts';
import { writeButton } from '../../button-data.ts';
import { localeFor } from '../../locale.ts';
import { mayUseOn } from '../../people/access.ts';
import { choicesOf, SETTINGS, settingNamed } from '../../settings/index.ts';
import type { Setting } from '../../settings/setting.ts';
import type { ActionButton, Button, View, ViewContext } from '../../show/view.ts';
import { buttonsIn, inThrees } from '../button.ts';
import { nameById } from '../presser.ts';
import type { SettingsBody } from './body.ts';

/** What is in force in a chat and whence; or one of its settings, and what it can be. */
export async function settingsView(viewing: ViewContext, card: Card, { open }: SettingsBody): Promise<View> {
  const { language, timeZone } = viewing.settings;
  // It speaks the language that was chosen on it.
  const context = { ...viewing, locale: localeFor(language, timeZone) };
  const room = await roomOf(context.db, card.chat_id);
  const setting = settingNamed(open);
  const { lines, buttons } = setting
    ? await one(context, card, room, setting)
    : await all(context, card, room);
  return { as: 'text', text: FormattedString.join(lines, '\n'), buttons, atRest: true };
}

/** Values with a button. */
const BUTTONS = 18;
/** Bot API, InlineKeyboardButton: bytes of what a button carries. */
const DATA_BYTES = 64;

/** Whether a button can carry its value: longer ones are typed. */
const fits = (button: Pick<ActionButton, 'action' | 'arg'>, cardId: string): boolean =>
  Buffer.byteLength(writeButton(button, cardId)) <= DATA_BYTES && !button.arg?.includes(':');

interface Said {
  readonly lines: (FormattedString | string)[];
  readonly buttons: readonly (readonly Button[])[];
}

const mayChange = ({ reader }: ViewContext, card: Card, setting: Setting): boolean =>
  mayUseOn(setting.changedBy, reader, card.chat_id);

function line({ locale, settings }: ViewContext, card: Card, room: Room, setting: Setting): FormattedString {
  const { value, note, isOwn } = setting.inForce(room, settings, locale);
  const name = locale.t(`setting-${setting.name}`);
  if (value === null) return fmt`${name}: ${locale.t(`no-setting-${setting.name}`)}`;
  const ofOthers = setting.isOfTelegram && card.chat_id > 0 ? 'settings-of-telegram' : 'settings-of-bot';
  const noted = note === '' ? '' : ` (${note})`;
  return fmt`${name}: ${FormattedString.code(value)}${noted} · ${locale.t(isOwn ? 'settings-here' : ofOthers)}`;
}

async function all(context: ViewContext, card: Card, room: Room): Promise<Said> {
  const { db, locale, now } = context;
  const changed = await lastChangeOf(db, card.chat_id);
  const offered = SETTINGS.filter((setting) => mayChange(context, card, setting));
  return {
    lines: [
      fmt`⚙️ ${FormattedString.bold(locale.t('settings'))}`,
      ...SETTINGS.map((setting) => line(context, card, room, setting)),
      ...(changed
        ? [
            locale.t('settings-changed', {
              name: await nameById(db, changed.by),
              time: locale.time(changed.at, now),
            }),
          ]
        : []),
      ...(card.chat_id < 0 ? [locale.t('settings-by-admins')] : []),
    ],
    buttons: inThrees(
      offered.map(({ name }) => ({ action: 'open', arg: name, label: locale.t(`setting-${name}`) })),
    ),
  };
}

async function one(context: ViewContext, card: Card, room: Room, setting: Setting): Promise<Said> {
  const { locale, settings } = context;
  const button = buttonsIn(locale);
  const { value, isOwn } = setting.inForce(room, settings, locale);
  const owners = ownersOn(card);
  const example = setting.inForce(setting.change(setting.example) ?? {}, settings, locale).value;
  const choices = mayChange(context, card, setting)
    ? await choicesOf(setting, { db: context.db, locale, owners })
    : [];
  return {
    lines: [
      fmt`⚙️ ${line(context, card, room, setting)}`,
      locale.t(`about-setting-${setting.name}`),
      fmt`${isOwn ? locale.t('setting-otherwise') : locale.t('problem-instead', { n: 1 })}\n${FormattedString.code(`/settings ${setting.name} ${example}`)}`,
    ],
    buttons: [
      ...inThrees(
        choices
          .filter(({ typed }) => !isOwn || typed !== value)
          .map(({ label, typed }) => ({ action: 'set', arg: typed, label }))
          .filter((button) => fits(button, card.id))
          .slice(0, BUTTONS),
      ),
      [...(isOwn ? [button('take-back')] : []), button('open', 'settings-all')],
    ],
  };
}
