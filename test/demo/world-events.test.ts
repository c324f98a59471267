import { afterEach, describe, expect, it, vi } from 'vitest';
import { bind, submitFields } from '../support/bound-client.ts';
import { botCall, call, EventReader, testWorld } from '../support/demo-world.ts';
import { request } from '../support/smpp-client.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('the stream of events', () => {
  it('tells of messages, edits, deletions and answers in a chat', async () => {
    const world = await testWorld();
    const events = await EventReader.open(world);
    await call(world, 'POST', '/api/chats/101/messages', { from: 101, text: 'hello' });
    expect(await events.next()).toMatchObject({
      event: 'message',
      data: { type: 'message', chat: 101, message: { from: 101, text: 'hello' } },
    });
    const { message_id: id } = await botCall(world, 'sendMessage', { chat_id: 101, text: 'one' });
    expect((await events.next()).data).toMatchObject({
      type: 'message',
      chat: 101,
      message: { id, from: 1 },
    });
    const reply_markup = { inline_keyboard: [[{ text: 'Cancel', callback_data: 'no' }]] };
    await botCall(world, 'editMessageText', { chat_id: 101, message_id: id, text: 'two', reply_markup });
    expect((await events.next()).data).toMatchObject({
      type: 'edit',
      chat: 101,
      message: { id, text: 'two' },
    });
    const pressing = call(world, 'POST', `/api/chats/101/messages/${id}/press`, { from: 101, button: 'no' });
    const [, update] = await botCall(world, 'getUpdates', { timeout: 5 });
    await botCall(world, 'answerCallbackQuery', {
      callback_query_id: update.callback_query.id,
      text: 'Kept',
    });
    await pressing;
    expect((await events.until('answer')).data).toMatchObject({ chat: 101, text: 'Kept' });
    await botCall(world, 'deleteMessage', { chat_id: 101, message_id: id });
    expect((await events.until('delete')).data).toMatchObject({ chat: 101, id });
  });

  it('tells of binds, submits, phones, receipts and what subscribers write', async () => {
    const world = await testWorld();
    const events = await EventReader.open(world);
    const { session } = await bind(world.smsc);
    expect((await events.next()).data).toMatchObject({ type: 'bind', binds: 1 });
    const { message_id: messageId } = await request(session, 'submit_sm', submitFields('hi'));
    expect((await events.until('submit')).data).toMatchObject({ submit: { text: 'hi', messageId } });
    expect((await events.until('phone')).data).toMatchObject({
      number: '79991234567',
      message: { text: 'hi' },
    });
    expect((await events.until('receipt')).data).toMatchObject({ number: '79991234567', messageId });
    await call(world, 'POST', '/api/phones/79991234567/messages', { to: '79000000', text: 'Thanks' });
    expect((await events.until('mo')).data).toMatchObject({
      number: '79991234567',
      message: { to: '79000000', text: 'Thanks' },
    });
    await call(world, 'POST', '/api/phones', { number: '79990000006' });
    expect((await events.until('phones')).data).toMatchObject({ number: '79990000006' });
    session.destroy();
    expect((await events.until('unbind')).data).toMatchObject({ binds: 0 });
  });

  it('brings a client that reconnects what it missed, once and in order', async () => {
    const world = await testWorld();
    for (const text of ['one', 'two', 'three']) {
      await call(world, 'POST', '/api/chats/101/messages', { from: 101, text });
    }
    const events = await EventReader.open(world, { 'last-event-id': '1' });
    await call(world, 'POST', '/api/chats/101/messages', { from: 101, text: 'four' });
    const seen = [await events.next(), await events.next(), await events.next()];
    expect(seen.map(({ id }) => id)).toEqual([2, 3, 4]);
    expect(seen.map(({ data }) => (data.message as { text: string }).text)).toEqual(['two', 'three', 'four']);
  });

  it('goes on top of a snapshot that says which events it holds', async () => {
    const world = await testWorld();
    await call(world, 'POST', '/api/chats/101/messages', { from: 101, text: 'one' });
    await call(world, 'POST', '/api/phones/79991234567/messages', { to: '79000000', text: 'Thanks' });
    const snapshot = (await call(world, 'GET', '/api/snapshot')).body;
    expect(snapshot).toMatchObject({ lastEvent: 2, binds: 0, submits: [] });
    expect(snapshot.world).toEqual((await call(world, 'GET', '/api/world')).body);
    expect(snapshot.chats[0]).toMatchObject({ id: 101, messages: [{ text: 'one' }] });
    expect(snapshot.phones[0]).toMatchObject({
      number: '79991234567',
      received: [],
      written: [{ to: '79000000', text: 'Thanks' }],
    });
    const events = await EventReader.open(world, { 'last-event-id': `${snapshot.lastEvent}` });
    await call(world, 'POST', '/api/chats/101/messages', { from: 101, text: 'two' });
    expect((await events.next()).data).toMatchObject({ message: { text: 'two' } });
  });

  it('sends a comment every 15 seconds of silence, so that nobody takes the line for dead', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const world = await testWorld();
    const events = await EventReader.open(world);
    expect(await events.block()).toBe('retry: 1000');
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await events.block()).toMatch(/^: /);
  });

  it('ends when the world ends', async () => {
    const world = await testWorld();
    const events = await EventReader.open(world);
    await events.block();
    await world.close();
    expect(await events.block()).toBeNull();
  });
});
