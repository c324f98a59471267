import { h, time } from './dom.js';
import { summary, tintOf } from './message.js';

/** @typedef {import('./types.js').Place} Place */
/** @typedef {import('./types.js').World} World */

/** The avatar of a group has a colour that no person's has. */
const GROUP_TINT = 3;

/** @param {Place} place */
export const placeKey = ({ chat, thread }) => (thread === null ? `${chat}` : `${chat}/${thread}`);

/**
 * Every chat, and under a group each of its topics.
 * @param {World} world
 * @returns {(Place & { title: string, about: string, tint: number })[]}
 */
export function placesOf(world) {
  return world.chats.flatMap((chat) => {
    const person = world.people.find(({ id }) => id === chat.person);
    const title = person?.name ?? chat.title ?? `${chat.id}`;
    const members = (chat.members ?? []).map((id) => world.people.find((one) => one.id === id)?.name ?? id);
    const about = person
      ? `${person.role ?? 'no role'} · ${person.language}`
      : `group · ${[...members, 'bot'].join(', ')}`;
    const tint = person ? tintOf(person.id) : GROUP_TINT;
    const topics = (chat.topics ?? []).map((topic) => ({
      chat: chat.id,
      thread: topic.id,
      title: topic.title,
      about: `topic of ${title}`,
      tint,
    }));
    return [{ chat: chat.id, thread: null, title, about, tint }, ...topics];
  });
}

/**
 * The list of chats on the left.
 * @param {HTMLElement} root
 * @param {(place: Place) => void} choose
 */
export function createChatList(root, choose) {
  /** @type {Map<string, HTMLButtonElement>} */
  const entries = new Map();

  return {
    /** @param {World} world */
    show(world) {
      entries.clear();
      const groups = new Set(world.chats.filter(({ person }) => person === undefined).map(({ id }) => id));
      const list = placesOf(world).map(({ title, about, tint, ...place }) => {
        const topic = place.thread !== null;
        const entry = h(
          'button',
          {
            type: 'button',
            class: topic ? 'entry topic' : 'entry',
            [topic ? 'data-topic' : 'data-chat']: placeKey(place),
            onclick: () => choose(place),
          },
          h('span', { class: `avatar tint-${tint}`, 'aria-hidden': 'true' }, topic ? '#' : title.slice(0, 1)),
          h(
            'span',
            { class: 'title' },
            title,
            h('small', {}, topic ? 'topic' : groups.has(place.chat) ? 'group' : about),
          ),
          h('span', { class: 'when' }),
          h('span', { class: 'preview' }, 'no messages'),
          h('span', { class: 'unread', hidden: true }),
        );
        entries.set(placeKey(place), entry);
        return h('li', {}, entry);
      });
      root.replaceChildren(h('h2', {}, 'Chats'), h('ul', {}, ...list));
    },

    /**
     * @param {Place} place
     * @param {{ last?: import('./types.js').ChatMessage, unread: number, current: boolean, author: string }} now
     */
    update(place, { last, unread, current, author }) {
      const entry = entries.get(placeKey(place));
      if (!entry) return;
      if (current) entry.setAttribute('aria-current', 'true');
      else entry.removeAttribute('aria-current');
      if (last) {
        entry.querySelector('.preview')?.replaceChildren(h('b', {}, `${author}: `), summary(last));
        entry.querySelector('.when')?.replaceChildren(time(last.sentAt));
      }
      const badge = /** @type {HTMLElement} */ (entry.querySelector('.unread'));
      badge.hidden = unread === 0;
      badge.replaceChildren(`${unread}`, h('span', { class: 'hidden' }, ' new'));
    },
  };
}
