import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chatForTest, GROUP, NIKOLAI, OLGA, STRANGER } from '../support/chat.ts';

const id = fc.integer({ min: 1, max: 2 ** 52 });
const piece = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    ...['/sms', '/ыьы', 'смс', '.', '/', ' ', '\n', ':', ',', '+79991234567', '8 999', 'hi', ' -- ', 'from='],
    ...['/hlr', '/start', '/help@demo_bot', '@', '"', '\0', '\u{1F600}', '\ud83d', 'a'.repeat(4090)],
  ),
);
const words = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
const file = fc.record({ file_id: fc.string(), file_unique_id: fc.string() });
const user = fc.constantFrom(OLGA, NIKOLAI, STRANGER);

/** Each field of a message that people can bring about, there or not, alone or with any other (Bot API: Message). */
const fields = fc.record(
  {
    from: user,
    sender_chat: fc.record({ id: fc.constantFrom(GROUP, -1002), type: fc.constant('supergroup') }),
    text: words,
    caption: words,
    photo: fc.array(file, { maxLength: 2 }),
    document: fc.record(
      { file_id: fc.string(), file_name: fc.string(), mime_type: fc.string() },
      { requiredKeys: ['file_id'] },
    ),
    animation: file,
    video: file,
    video_note: file,
    voice: file,
    audio: file,
    sticker: file,
    story: fc.record({ id }),
    dice: fc.record({ emoji: fc.string(), value: fc.integer() }),
    poll: fc.record({ id: fc.string() }),
    game: fc.record({ title: fc.string() }),
    checklist: fc.record({ title: fc.string() }),
    location: fc.record({ latitude: fc.double(), longitude: fc.double() }),
    venue: fc.record({ title: fc.string() }),
    contact: fc.record({
      phone_number: fc.oneof(fc.string(), fc.constant('79991234567')),
      first_name: words,
    }),
    media_group_id: fc.constantFrom('1', '2'),
    is_topic_message: fc.constant(true),
    message_thread_id: id,
    via_bot: fc.constant({ id: 5, is_bot: true, first_name: 'Inline' }),
    forward_origin: fc.oneof(
      fc.record({ type: fc.constant('user'), sender_user: user, date: fc.nat() }),
      fc.record({ type: fc.constant('hidden_user'), sender_user_name: words, date: fc.nat() }),
    ),
    reply_to_message: fc.record(
      { message_id: fc.integer({ min: 100, max: 130 }), from: user, forum_topic_created: fc.constant({}) },
      { requiredKeys: ['message_id'] },
    ),
    new_chat_members: fc.array(user, { maxLength: 1 }),
    pinned_message: fc.record({ message_id: id }),
    migrate_to_chat_id: fc.constant(-1003),
  },
  { requiredKeys: [] },
);

const message = fc.record({
  kind: fc.constantFrom('message', 'edited_message'),
  message_id: fc.integer({ min: 100, max: 140 }),
  chat: fc.constantFrom(
    { id: OLGA.id, type: 'private', first_name: 'Olga' },
    { id: GROUP, type: 'supergroup', title: 'Alerts' },
  ),
  date: fc.integer({ min: 0, max: 2 ** 31 }),
  fields,
});

test('whatever a message looks like, it is handled, and shown is what can be shown', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 12 }), async (messages) => {
      const chat = await chatForTest();
      await chat.let(NIKOLAI, 'operator');
      for (const { kind, fields: some, ...rest } of messages) {
        const whole = {
          from: OLGA,
          ...rest,
          ...(kind === 'message' ? {} : { edit_date: rest.date }),
          ...some,
        };
        const { toast } = await chat.update({ [kind]: whole });
        expect(toast).toBeNull();
      }
      await chat.store.close();
    }),
    { numRuns: 60 },
  );
}, 60_000);
