import { expect, test } from 'vitest';
import type { Role } from '../../src/chat/people/access.ts';
import { SETTINGS } from '../../src/chat/settings/index.ts';
import { TEAM } from '../../src/store/book/contacts.ts';
import { writeTemplate } from '../../src/store/book/templates.ts';
import { addToStopList } from '../../src/store/stop-list/stop-list.ts';
import { type ChatForTest, chatForTest, GROUP, OLGA } from '../support/chat.ts';
import { effectsOf, give, isAtLeast, personWith, ROLES } from '../support/effects.ts';

/*
 * What is said by a command and takes another role than the command itself, which `commands.test.ts` tries in its
 * plainest form.
 */
interface Line {
  least: Role;
  /** The same in groups, where it differs. */
  leastInGroup?: Role;
  changed: string;
}

/** Whoever may send settles what changes their own private chat alone; what holds for others is the admins'. */
const ownTaste = { least: 'operator', leastInGroup: 'admin', changed: 'rooms' } as const;
const rule = { least: 'admin', changed: 'rooms' } as const;
/** By the names of the settings. */
const settings: Readonly<Record<string, Line>> = {
  zone: ownTaste,
  language: ownTaste,
  template: ownTaste,
  plain: ownTaste,
  messages: ownTaste,
  sender: rule,
  quiet: rule,
  approve: rule,
  hours: rule,
  answer: rule,
  return: rule,
  stoplist: rule,
  quota: rule,
};

const STOPPED = '79991112233';
const [LEAVER, ADMIN] = [4000, 4001];
const lines: Readonly<Record<string, Line>> = {
  ...Object.fromEntries(
    SETTINGS.map(({ name, example }) => [`/settings ${name} ${example}`, settings[name] as Line]),
  ),
  [`/stoplist remove +${STOPPED}`]: { least: 'admin', changed: 'stopList' },
  '/stoplist words basta': { least: 'admin', changed: 'stopRules' },
  '/stoplist confirm off': { least: 'admin', changed: 'stopRules' },
  '/quota operators day=5': { least: 'admin', changed: 'quotas' },
  [`/quota ${LEAVER} day=5`]: { least: 'admin', changed: 'quotas' },
  '/quota admins day=5': { least: 'owner', changed: 'quotas' },
  [`/quota ${ADMIN} day=5`]: { least: 'owner', changed: 'quotas' },
  '/grant 5000 admin': { least: 'owner', changed: 'roles' },
  [`/grant ${ADMIN} viewer`]: { least: 'owner', changed: 'roles' },
  [`/revoke ${ADMIN}`]: { least: 'owner', changed: 'roles' },
};

/** Nothing is settled, a number is on the stop list, somebody is an admin, and there is a template. */
async function anew(chat: ChatForTest): Promise<void> {
  const { store } = chat;
  for (const table of ['rooms', 'quotas'] as const) await store.db.deleteFrom(table).execute();
  await store.db.updateTable('people').set({ role: null }).where('id', '=', 5000).execute();
  await chat.let({ id: LEAVER, is_bot: false, first_name: 'Leaver' }, 'operator');
  await chat.let({ id: ADMIN, is_bot: false, first_name: 'Other' }, 'admin');
  const reason = { source: 'person', madeBy: OLGA.id, why: null, incomingId: null } as const;
  const ready = {
    key: 'ready',
    name: 'ready',
    channel: 'sms',
    language: '',
    text: 'hi',
    kind: null,
  } as const;
  await store.write(async (tx) => {
    await addToStopList(tx, [STOPPED], reason, Date.now());
    for (const owner of [TEAM, ...ROLES.map((role) => personWith(role).id)]) {
      await writeTemplate(tx, { ...ready, owner, madeBy: OLGA.id }, Date.now());
    }
  });
  await store.db.updateTable('stop_rules').set({ words: '[]', confirms: 1 }).execute();
}

test('every setting has a row, and every row a setting', () => {
  expect(Object.keys(settings).sort()).toEqual(SETTINGS.map(({ name }) => name).sort());
});

test.each(Object.entries(lines))('%s takes the role that it says', async (line, row) => {
  const chat = await chatForTest();
  for (const role of ROLES) {
    const person = personWith(role);
    await give(chat, person, role);
    for (const chatId of [person.id, GROUP]) {
      await anew(chat);
      const { changed, record } = await effectsOf(chat, () => chat.say(person, line, { chat: chatId }));
      const may = isAtLeast(role, chatId === GROUP ? (row.leastInGroup ?? row.least) : row.least);
      expect({ role, chatId, changed, acts: record.length }).toEqual({
        role,
        chatId,
        changed: may ? [row.changed] : [],
        acts: may ? 1 : 0,
      });
    }
  }
});
