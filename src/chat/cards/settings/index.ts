import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type SettingsBody, settingsCard } from './body.ts';
import { settingsView } from './view.ts';

export const settings: Room<SettingsBody> = {
  kind: settingsCard,
  seenBy: 'operator',
  ownTaps: true,
  view: settingsView,
  actions,
};
