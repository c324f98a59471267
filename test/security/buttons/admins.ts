import { createHash } from 'node:crypto';
import type { User } from 'grammy/types';
import { hookCard } from '../../../src/chat/cards/hook/body.ts';
import { hooksCard } from '../../../src/chat/cards/hooks/body.ts';
import { type CardKind, rewriteBody } from '../../../src/chat/cards/kind.ts';
import { type StatsBody, statsCard } from '../../../src/chat/cards/stats/body.ts';
import { summaryCard } from '../../../src/chat/cards/summary/body.ts';
import { tokenCard } from '../../../src/chat/cards/token/body.ts';
import { tokensCard } from '../../../src/chat/cards/tokens/body.ts';
import { watchesCard } from '../../../src/chat/cards/watches/body.ts';
import { createHook, hookSecret, suspendHook } from '../../../src/store/programs/hooks.ts';
import { switchOn } from '../../../src/store/watch/watches.ts';
import { tellFailure } from '../../support/alerts.ts';
import { made } from '../../support/api.ts';
import { become } from '../../support/become.ts';
import { type ChatForTest, GROUP, OLGA, SETTINGS, type Shown } from '../../support/chat.ts';
import { asked, number, type Row, say, typed } from './making.ts';

/** Links are shown in private alone; a card of one in a group would have the same button. */
async function invitation(chat: ChatForTest, person: User, chatId: number): Promise<Shown> {
  const card = await say(chat, person, '/grant viewer', person.id);
  const here = { chat_id: chatId };
  await chat.store.db.updateTable('cards').set(here).where('id', '=', card.card.id).execute();
  return chat.look(card);
}

/** Such cards stand in the chats of owners alone, where nobody else could try their buttons. */
const ofToken: Row['card'] = async (chat, person, chatId) => {
  await made(chat.store, { name: 'crm' });
  return asked(tokenCard, () => ({ tokenId: 'crm', hidden: false }))(chat, person, chatId);
};

const listingTokens: Row['card'] = async (chat, person, chatId) => {
  await made(chat.store, { name: 'crm' });
  return asked(tokensCard, () => ({}))(chat, person, chatId);
};

/** The one hook of the store, made anew: its id is 1 again. */
async function hookAnew({ store }: ChatForTest, isSuspended: boolean): Promise<void> {
  const url = 'https://shop.example/sms';
  await store.db.deleteFrom('hook_events').execute();
  await store.db.deleteFrom('hooks').execute();
  const now = Date.now();
  await store.write(async (tx) => {
    const key = SETTINGS.linkKey;
    const id = await createHook(tx, { url, events: ['failed'], by: OLGA.id, key, now });
    if (isSuspended) await suspendHook(tx, id, 'failing', now);
    await tx.db
      .updateTable('hooks')
      .set({ id: 1, secret_digest: createHash('sha256').update(hookSecret(key, 1)).digest('hex') })
      .execute();
  });
}

const hooked =
  <Body extends object>(kind: CardKind<Body>, body: Body, isSuspended: boolean): Row['card'] =>
  async (chat, person, chatId) => {
    await hookAnew(chat, isSuspended);
    return asked(kind, () => body)(chat, person, chatId);
  };

const ofHook = hooked(hookCard, { hookId: 1, hidden: false }, false);

const ofSuspendedHook = hooked(hookCard, { hookId: 1, hidden: true }, true);

const listingHooks = hooked(hooksCard, {}, false);

const listingSuspendedHooks = hooked(hooksCard, {}, true);

/** Figures without their picture, which takes long to draw. */
const figures = (): StatsBody => ({
  asked: { from: Date.now() - 3_600_000, to: Date.now(), step: 'hour', filter: {}, by: null, said: [] },
  figures: {
    messages: 1,
    read: 0,
    clicked: 0,
    delivered: 1,
    accepted: 0,
    parts: 1,
    cost: 0,
    p50: null,
    p95: null,
    failed: [],
    groups: [],
    partial: false,
  },
  picture: null,
});

const stats = asked(statsCard, figures);

const summary = asked(summaryCard, () => ({ ...figures(), threadId: 0, isLate: false }));

const language = (now: 'ru' | 'en') => typed(() => `/lang ${now}`);

const choosing = (now: 'ru' | 'en'): Row => ({
  card: language(now),
  least: 'viewer',
  leastInGroup: 'admin',
  changed: ['rooms'],
});

/** The zone of a chat, which has one of its own or the bot's. */
const settingZone = (isOwn: boolean): Row => ({
  async card(chat, person, chatId) {
    await say(chat, person, `/settings zone ${isOwn ? 'Asia/Omsk' : 'off'}`, chatId);
    return say(chat, person, '/settings zone', chatId);
  },
  least: 'operator',
  leastInGroup: 'admin',
  changed: ['rooms', 'bodies'],
});

/** A message waits for a login that is not in the settings. */
const gone: Row['card'] = async (chat, person, chatId) => {
  const card = await say(chat, person, `/sms ${number()} hi`, chatId);
  await become(chat.store.db, { account: 'old' }, { card: card.card.id });
  return say(chat, person, '/health', chatId);
};

/** Muted since it was switched on. */
async function mutedWatch(chat: ChatForTest, person: User, chatId: number): Promise<Shown> {
  const card = await say(chat, person, '/watch failed', chatId);
  await chat.store.db
    .updateTable('watches')
    .set({ muted_until: Date.now() + 3_600_000 })
    .where('chat_id', '=', chatId)
    .execute();
  return chat.look(card);
}

/** It is being changed. */
async function openWatch(chat: ChatForTest, person: User, chatId: number): Promise<Shown> {
  const card = await say(chat, person, '/watch failed', chatId);
  const body = { replaced: null, open: 'failed', only: null, page: 0, said: null };
  await chat.store.write((tx) => rewriteBody(tx, watchesCard, card.card, body, Date.now()));
  return chat.look(card);
}

/** Another one has just been changed. */
async function oneOfSeveral(chat: ChatForTest, person: User, chatId: number): Promise<Shown> {
  await say(chat, person, '/watch failed', chatId);
  return say(chat, person, '/watch doubt', chatId);
}

/** A failure is told of, and nothing else within the minute. */
async function alertIn(chat: ChatForTest, person: User, chatId: number): Promise<Shown> {
  await chat.store.db.updateTable('alerts').set({ ended_at: Date.now(), told_at: 0 }).execute();
  await say(chat, person, '/watch failed', chatId);
  return tellFailure(chat, chatId);
}

async function mutedAlert(chat: ChatForTest, person: User, chatId: number): Promise<Shown> {
  const card = await alertIn(chat, person, chatId);
  await mutedWatch(chat, person, chatId);
  return chat.look(card);
}

/** More programs are watched than one page of the list has. */
async function manyWatches(chat: ChatForTest, person: User, chatId: number): Promise<Shown> {
  await chat.store.write(async (tx) => {
    for (let n = 0; n < 21; n++) {
      const watched = { kind: 'heartbeat', only: {}, heartbeat: { name: `job${n}`, minutes: 5 } } as const;
      await switchOn(tx, { chatId, threadId: 0 }, { watched, by: OLGA.id, now: Date.now() });
    }
  });
  return say(chat, person, '/watch', chatId);
}

export const admins: Readonly<Record<string, Row>> = {
  'token hide': { card: ofToken, only: GROUP, least: 'owner', changed: ['bodies'] },
  'token revoke': { card: ofToken, only: GROUP, least: 'owner', changed: ['tokens'] },
  'tokens revoke:crm': { card: listingTokens, only: GROUP, least: 'owner', changed: ['tokens'] },
  'summary file': { card: summary, least: 'viewer', changed: [], cards: ['csv'] },
  'hook hide': { card: ofHook, only: GROUP, least: 'admin', changed: ['bodies'] },
  'hook test': { card: ofHook, only: GROUP, least: 'admin', changed: ['hookEvents'] },
  'hook on': { card: ofSuspendedHook, only: GROUP, least: 'admin', changed: ['hooks'] },
  'hook remove': { card: ofHook, only: GROUP, least: 'admin', changed: ['hooks'] },
  'hooks test:1': { card: listingHooks, only: GROUP, least: 'admin', changed: ['hookEvents'] },
  'hooks on:1': { card: listingSuspendedHooks, only: GROUP, least: 'admin', changed: ['hooks'] },
  'hooks remove:1': { card: listingHooks, only: GROUP, least: 'admin', changed: ['hooks'] },
  'stats file': { card: stats, least: 'viewer', changed: [], cards: ['csv'] },
  'audit file': { card: typed(() => '/audit'), least: 'admin', changed: [], cards: ['csv'] },
  'language language:ru': choosing('en'),
  'language lang-ru': choosing('en'),
  'language language:en': choosing('ru'),
  'language lang-en': choosing('ru'),
  'language language:auto': choosing('en'),
  'language lang-auto': choosing('en'),
  'settings open:zone': { card: typed(() => '/settings'), least: 'operator', changed: ['bodies'] },
  'settings open': { card: typed(() => '/settings zone'), least: 'operator', changed: ['bodies'] },
  'settings set:Europe/Moscow': { ...settingZone(false), record: 'press set:zone Europe/Moscow' },
  'settings take-back': { ...settingZone(true), record: 'press take-back:zone off' },
  'invitation withdraw': { card: invitation, least: 'admin', changed: ['invitations'] },
  'watches off:failed': {
    card: typed(() => '/watch failed'),
    least: 'operator',
    leastInGroup: 'admin',
    changed: ['watches'],
  },
  'watches mute:failed': { card: typed(() => '/watch failed'), least: 'operator', changed: ['watches'] },
  'watches unmute:failed': { card: mutedWatch, least: 'operator', changed: ['watches'] },
  'watches edit:failed': {
    card: typed(() => '/watch failed'),
    least: 'operator',
    leastInGroup: 'admin',
    changed: ['bodies'],
  },
  'watches edit': { card: openWatch, least: 'operator', leastInGroup: 'admin', changed: ['bodies'] },
  'watches change:bulk=no': {
    card: openWatch,
    least: 'operator',
    leastInGroup: 'admin',
    changed: ['watches'],
  },
  'watches all': { card: oneOfSeveral, least: 'operator', changed: ['bodies'] },
  'watches page:1': { card: manyWatches, least: 'operator', changed: ['bodies'] },
  'alert ack': { card: alertIn, least: 'operator', leastInGroup: 'viewer', changed: ['alerts'] },
  'alert mute:1h': { card: alertIn, least: 'operator', changed: ['watches'] },
  'alert mute:8h': { card: alertIn, least: 'operator', changed: ['watches'] },
  'alert mute:morning': { card: alertIn, least: 'operator', changed: ['watches'] },
  'alert unmute': { card: mutedAlert, least: 'operator', changed: ['watches'] },
  'alert numbers': { card: alertIn, least: 'operator', changed: [], cards: ['alert-numbers'] },
  'alert file': { card: alertIn, least: 'operator', changed: [], cards: ['report'] },
  'health move:old': { card: gone, least: 'admin', changed: ['messages'] },
  'health cancel:old': { card: gone, least: 'admin', changed: ['messages'] },
  'health refresh': { card: typed(() => '/health'), least: 'viewer', changed: [] },
  'balance refresh': { card: typed(() => '/balance'), least: 'operator', changed: [] },
};
