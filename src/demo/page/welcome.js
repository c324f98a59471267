import { h } from './dom.js';

/** @type {{ text: string, says: string, from?: string }[]} */
const examples = [
  { text: '/sms +79991234567 Привет', says: 'an SMS: watch it arrive on the phone' },
  { text: '/hlr +79231112233', says: 'which network is this number in?', from: 'smsc.ru' },
  { text: '/help', says: 'everything else you may do here' },
];

const groupsExample = {
  text: '/watch',
  says: 'tells of trouble by itself: of an SMS to a number that ends in 54, of faults of the SMSC',
};

const strangersExamples = [{ text: '/start', says: 'what does the bot say to somebody it does not know?' }];

/**
 * The first words on an empty page: what to try.
 * @param {{ title: string, group: boolean, stranger: boolean, provider: string,
 *   place: import('./types.js').Place }} chat
 * @param {(text: string) => void} say
 */
export function welcome({ title, group, stranger, provider, place }, say) {
  const common = examples.filter(({ from }) => (from ?? provider) === provider);
  const tried = stranger ? strangersExamples : group ? [...common, groupsExample] : common;
  const lead = group
    ? `This is the group “${title}”${place.thread === null ? '' : ' (a topic)'}: choose above who you write as.`
    : stranger
      ? 'You are somebody the bot has never heard of. It cannot write to you first.'
      : `You are ${title}, and this is your private chat with the bot.`;
  return h(
    'li',
    { class: 'welcome' },
    h('h3', {}, 'Nothing here yet'),
    h('p', {}, lead, ' No account, no token, no network: everything happens on this machine. Try one:'),
    ...tried.map((example) =>
      h(
        'button',
        { type: 'button', 'data-example': example.text, onclick: () => say(example.text) },
        h('code', { class: 'try' }, example.text),
        h('span', { class: 'says' }, example.says),
      ),
    ),
    !stranger && h('p', {}, 'Or type ', h('code', {}, '/'), ' below to see the menu.'),
  );
}
