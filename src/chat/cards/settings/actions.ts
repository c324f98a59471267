import type { Room } from '../../../desk/room.ts';
import { changeRoom } from '../../../store/chats/rooms.ts';
import type { Context } from '../../context.ts';
import { leastRole, may } from '../../people/access.ts';
import { settingNamed } from '../../settings/index.ts';
import type { Setting } from '../../settings/setting.ts';
import { rewriteBody } from '../kind.ts';
import { type Action, done, type Pressed, type PressReply, refused } from '../room.ts';
import { type SettingsBody, settingsCard } from './body.ts';

/** Looks at one of them, or at all again. */
const open: Action<SettingsBody> = {
  role: 'operator',
  async run({ tx, now }, { card, arg }) {
    await rewriteBody(tx, settingsCard, card, { open: arg }, now);
    return done;
  },
};

/** Changes the setting that is looked at, for those who may, and goes back to all of them. */
const changing =
  (changeOf: (setting: Setting, arg: string | null) => Partial<Room> | null) =>
  async (context: Context, { card, body, arg }: Pressed<SettingsBody>): Promise<PressReply> => {
    const { tx, person, place, now } = context;
    const setting = settingNamed(body.open);
    const change = setting && changeOf(setting, arg);
    if (!setting || !change) return refused('button-stale');
    const role = leastRole(setting.changedBy, place);
    if (!may(person.role, role)) return refused('button-not-allowed', { role });
    await changeRoom(tx, card.chat_id, change, { by: person.id, now });
    await rewriteBody(tx, settingsCard, card, { open: null }, now);
    return { toast: null, did: { arg: `${setting.name} ${arg ?? 'off'}` } };
  };

const set: Action<SettingsBody> = {
  role: 'operator',
  groupRole: 'admin',
  run: changing(({ change }, arg) => change(arg ?? '')),
};

/** The bot's own is in force again. */
const takeBack: Action<SettingsBody> = {
  role: 'operator',
  groupRole: 'admin',
  run: changing(({ withoutIt }) => withoutIt),
};

export const actions = { open, set, 'take-back': takeBack };
