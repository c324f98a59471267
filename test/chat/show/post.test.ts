import { FormattedString } from '@grammyjs/parse-mode';
import { describe, expect, test } from 'vitest';
import { digestOf, draftOf, writeDigest } from '../../../src/chat/show/draft.ts';
import { createPost } from '../../../src/chat/show/post.ts';
import type { View } from '../../../src/chat/show/view.ts';
import { createTelegram } from '../../../src/chat/telegram/telegram.ts';
import type { TelegramServer } from '../../../src/demo/telegram/index.ts';
import { createLog } from '../../../src/log.ts';
import type { Card } from '../../../src/store/chats/cards.ts';
import { png } from '../../support/pictures.ts';
import { OLGA, telegram } from '../../support/telegram-server.ts';

const CARD: Card = {
  id: '0193e7a0-0000-7000-8000-000000000001',
  chat_id: OLGA,
  thread_id: null,
  reply_to: null,
  kind: 'send',
  body: '{}',
  language: 'en',
  person_id: OLGA,
  telegram_id: null,
  revision: 0,
  shown_revision: -1,
  looked_revision: null,
  shown: null,
  due_at: 0,
  unknown_sends: 0,
  failure: null,
  forgotten_at: null,
  created_at: 0,
};

const textView = (text: View['text'], buttons: View['buttons'] = []): View => ({
  as: 'text',
  text,
  buttons,
  atRest: true,
});
const fileView = (content: string, text = 'List'): View => ({
  as: 'file',
  text,
  buttons: [[{ label: 'Again', action: 'again' }]],
  atRest: true,
  file: { id: content, name: 'list.csv' },
});
const picture: View = {
  as: 'picture',
  text: 'Chart',
  buttons: [],
  atRest: true,
  file: { id: 'chart', name: 'chart.png' },
};

/** Posts one card as its views say, one after the other, and tells how the calls went. */
async function poster(server: TelegramServer) {
  const logged: string[] = [];
  const log = createLog('warn', { write: (line: string) => logged.push(line) });
  const post = createPost({
    telegram: createTelegram({ token: server.token, apiRoot: server.apiRoot, log }),
    content: async ({ id }) => (id === 'chart' ? png(30, 20) : Buffer.from(id)),
    signal: new AbortController().signal,
    log,
  });
  let card = CARD;
  return {
    logged,
    methods: () => server.calls().map(({ method, status }) => `${method} ${status}`),
    async show(view: View) {
      const draft = draftOf(card.id, view);
      const { telegram_id } = card;
      const outcome = await (telegram_id === null
        ? post.send(card, draft)
        : post.edit({ ...card, telegram_id }, draft));
      if (outcome.kind !== 'done') throw new Error(`the call was ${outcome.kind}`);
      card = { ...card, telegram_id: outcome.value, shown: writeDigest(digestOf(draft)) };
      return server.messages(OLGA).find(({ id }) => id === outcome.value);
    },
    /** Another card begins. */
    next() {
      card = CARD;
    },
  };
}

const fancy = (word: string) =>
  textView(
    new FormattedString(`${word} at 18:30\nYour order is ready`, [
      {
        type: 'date_time',
        offset: word.length + 4,
        length: 5,
        unix_time: 1_764_000_000,
        date_time_format: 't',
      },
      { type: 'expandable_blockquote', offset: word.length + 10, length: 19 },
      { type: 'bold', offset: 0, length: word.length },
    ]),
    [
      [
        { label: 'Cancel', action: 'cancel', style: 'danger' },
        { label: 'In 1 h', action: 'later', arg: '1h' },
      ],
      [{ label: 'Copy the id', copy: '855469' }],
    ],
  );

describe('a button', () => {
  test('carries its action, its card and its argument, has a style, or copies', async () => {
    const server = await telegram();
    const { show } = await poster(server);
    expect((await show(fancy('Goes')))?.buttons).toEqual([
      [
        { text: 'Cancel', data: `cancel:${CARD.id}`, url: null, style: 'danger' },
        { text: 'In 1 h', data: `later:${CARD.id}:1h`, url: null },
      ],
      [{ text: 'Copy the id', data: null, url: null, copy: '855469' }],
    ]);
  });
});

describe('a server that does not know every field', () => {
  const FIELDS = ['style', 'copy_text', 'date_time', 'expandable_blockquote'];

  test('gets the card plainly, with all that it says, and is not asked for more again', async () => {
    const server = await telegram();
    const { show, next, methods, logged } = await poster(server);
    server.fault({ fault: 'refuse-fields', fields: FIELDS });

    const shown = await show(fancy('Goes'));

    expect(shown?.text).toBe('Goes at 18:30\nYour order is ready');
    expect(shown?.entities.map(({ type }) => type)).toEqual(['bold', 'blockquote']);
    expect(shown?.buttons).toEqual([
      [
        { text: 'Cancel', data: `cancel:${CARD.id}`, url: null },
        { text: 'In 1 h', data: `later:${CARD.id}:1h`, url: null },
      ],
    ]);
    await show(fancy('Went'));
    next();
    await show(fancy('Goes'));
    expect(methods()).toEqual([
      'sendMessage 400',
      'sendMessage 200',
      'editMessageText 200',
      'sendMessage 200',
    ]);
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain('Telegram refuses fields');
  });

  test('goes on getting the fields that it was not sent yet', async () => {
    const server = await telegram();
    const { show, next } = await poster(server);
    server.fault({ fault: 'refuse-fields', fields: ['style'] });
    await show(textView('One', [[{ label: 'Cancel', action: 'cancel', style: 'danger' }]]));
    next();
    const shown = await show(fancy('Goes'));
    expect(shown?.buttons[1]).toMatchObject([{ copy: '855469' }]);
    expect(shown?.entities.map(({ type }) => type)).toContain('date_time');
  });

  test('is not taken for one when it refuses the card itself', async () => {
    const server = await telegram();
    const { show, methods, logged } = await poster(server);
    const untrue = textView('Hi', [[{ label: ' ', action: 'cancel', style: 'danger' }]]);
    await expect(show(untrue)).rejects.toThrow('refused');
    await show(fancy('Goes'));
    expect(methods()).toEqual(['sendMessage 400', 'sendMessage 400', 'sendMessage 200']);
    expect(logged).toEqual([]);
  });
});

describe('a file', () => {
  test('gets another caption without being uploaded again', async () => {
    const server = await telegram();
    const { show, methods } = await poster(server);
    await show(fileView('a;b'));
    const shown = await show(fileView('a;b', 'The same list'));
    expect(shown).toMatchObject({ text: 'The same list', file: { name: 'list.csv', text: 'a;b' }, edits: 1 });
    expect(shown?.buttons).toMatchObject([[{ text: 'Again' }]]);
    expect(methods()).toEqual(['sendDocument 200', 'editMessageCaption 200']);
  });

  test('that is not kept any more stays as it is, and gets another caption', async () => {
    const server = await telegram();
    const { show, methods } = await poster(server);
    await show(fileView('a;b'));
    const gone: View = { as: 'file', text: 'The same list', buttons: [], atRest: true, file: null };
    expect(await show(gone)).toMatchObject({ text: 'The same list', file: { text: 'a;b' } });
    await show({ ...gone, text: 'Still the same' });
    expect(methods()).toEqual(['sendDocument 200', 'editMessageCaption 200', 'editMessageCaption 200']);
  });

  test('becomes another one, and a picture, in its place; so does a text', async () => {
    const server = await telegram();
    const { show } = await poster(server);
    await show(textView('The list is being made'));
    expect(await show(fileView('a;b'))).toMatchObject({ text: 'List', file: { text: 'a;b' } });
    expect(await show(fileView('a;c'))).toMatchObject({ text: 'List', file: { text: 'a;c' } });
    expect(await show(picture)).toMatchObject({ text: 'Chart', file: { kind: 'photo' }, buttons: [] });
    expect(server.messages(OLGA)).toHaveLength(1);
  });

  test('is posted anew as a text, and what it was before loses its buttons', async () => {
    const server = await telegram();
    const { show } = await poster(server);
    await show(fileView('a;b'));
    await show(textView('The list is gone'));
    expect(server.messages(OLGA)[1]).toMatchObject({ text: 'The list is gone', file: null });
    await expect.poll(() => server.messages(OLGA)[0]).toMatchObject({ text: 'List', buttons: [] });
  });

  test('is posted anew each time where editMessageMedia is not known, which is found out once', async () => {
    const server = await telegram();
    const { show, methods, logged } = await poster(server);
    server.fault({ fault: 'refuse-methods', methods: ['editMessageMedia'] });
    await show(fileView('a;b'));
    await show(fileView('a;c'));
    await show(fileView('a;d'));
    expect(server.messages(OLGA).map(({ file }) => file?.text)).toEqual(['a;b', 'a;c', 'a;d']);
    expect(methods().filter((method) => method.startsWith('editMessageMedia'))).toHaveLength(1);
    expect(logged).toHaveLength(1);
  });
});

test('a text over the limit is cut before it is sent: 4,096 units, 1,024 under a file', async () => {
  const server = await telegram();
  const { show, next } = await poster(server);
  expect((await show(textView('я'.repeat(5_000))))?.text).toBe(`${'я'.repeat(4_095)}…`);
  next();
  expect((await show(fileView('a;b', 'я'.repeat(5_000))))?.text).toBe(`${'я'.repeat(1_023)}…`);
});

describe('an unchanged card is told from one in which', () => {
  const digest = (view: View) => writeDigest(digestOf(draftOf(CARD.id, view)));
  const cancel = { label: 'Cancel', action: 'cancel' } as const;
  test.each<[string, View, View]>([
    ['the text', textView('a'), textView('b')],
    ['an entity', textView('a'), textView(FormattedString.bold('a'))],
    ['a style', textView('a', [[cancel]]), textView('a', [[{ ...cancel, style: 'danger' as const }]])],
    ['an argument', textView('a', [[cancel]]), textView('a', [[{ ...cancel, arg: '1' }]])],
    [
      'what is copied',
      textView('a', [[{ label: 'Copy', copy: '1' }]]),
      textView('a', [[{ label: 'Copy', copy: '2' }]]),
    ],
    ['the file', fileView('a;b'), fileView('a;c')],
  ])('%s is another one', (_, before, after) => {
    expect(digest(before)).toBe(digest(structuredClone(before)));
    expect(digest(before)).not.toBe(digest(after));
  });
});

test('a chat that wants plain messages has them without what not every client shows', async () => {
  const server = await telegram();
  const { show, logged } = await poster(server);
  const plain = await show({ ...fancy('Plain'), isPlain: true });
  expect(plain?.entities.map(({ type }) => type)).toEqual(['bold', 'blockquote']);
  expect(plain?.buttons.flat().some(({ style, copy }) => style !== undefined || copy !== undefined)).toBe(
    false,
  );
  expect(logged).toEqual([]);
});
