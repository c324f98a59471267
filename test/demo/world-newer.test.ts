import { expect, test } from 'vitest';
import { botCall, call, testWorld } from '../support/demo-world.ts';
import { png } from '../support/pictures.ts';

test('the chat tells what a button copies and its style; pressing it is refused with what it copies', async () => {
  const world = await testWorld();
  const { message_id: id } = await botCall(world, 'sendMessage', {
    chat_id: 101,
    text: 'card',
    reply_markup: {
      inline_keyboard: [
        [
          { text: 'Number', copy_text: { text: '+79991234567' }, style: 'primary' },
          { text: 'Send', callback_data: 'send:1' },
        ],
      ],
    },
  });
  const [message] = (await call(world, 'GET', '/api/chats/101/messages')).body;
  expect(message.buttons).toEqual([
    [
      { text: 'Number', data: null, url: null, copy: '+79991234567', style: 'primary' },
      { text: 'Send', data: 'send:1', url: null },
    ],
  ]);
  const pressing = { from: 101, button: 'Number' };
  expect(await call(world, 'POST', `/api/chats/101/messages/${id}/press`, pressing)).toEqual({
    status: 400,
    body: { error: 'button-only-copies: +79991234567' },
  });
});

test('a picture of the bot is served to be seen, whatever type the upload claims', async () => {
  const world = await testWorld();
  const form = new FormData();
  form.set('chat_id', '101');
  form.set('photo', new Blob([new Uint8Array(png(30, 20))], { type: 'text/html' }), 'chart');
  const { message_id: id } = await botCall(world, 'sendPhoto', form);
  const file = await fetch(`${world.url}/api/chats/101/files/${id}`);
  expect(file.headers.get('content-type')).toBe('image/png');
  expect(file.headers.get('content-disposition')).toContain('inline');
  expect(Buffer.from(await file.arrayBuffer())).toEqual(png(30, 20));
  const [message] = (await call(world, 'GET', '/api/chats/101/messages')).body;
  expect(message.file).toEqual({ kind: 'photo', name: 'chart', size: png(30, 20).length });
});

test('a hanging chat is let go over HTTP', async () => {
  const world = await testWorld();
  const set = (fault: object) => call(world, 'POST', '/api/telegram/faults', fault);
  expect(await set({ fault: 'hang', chat: 101, seconds: 86_400 })).toEqual({ status: 200, body: {} });
  const shown = new Promise((resolve) => world.telegram.events.once('message', resolve));
  const hanging = botCall(world, 'sendMessage', { chat_id: 101, text: 'held' });
  await shown;
  await set({ fault: 'none' });
  expect(await hanging).toMatchObject({ text: 'held' });
});
