import { expect, test } from 'vitest';
import { nextMessages } from '../../src/store/attempts/next-messages.ts';
import { chatForTest, NIKOLAI, OLGA, only } from '../support/chat.ts';

// The places of a mail's subject are filled as those of its text.

test('a subject is filled from what is known of whom it goes to, and what is not known is asked for with what the text lacks', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const mails = () =>
    chat.store.write(async (tx) => {
      const { messages } = await nextMessages(tx, 'demo', 100, Date.now());
      return messages.map(({ recipient, request }) => [recipient, request]);
    });
  await chat.say(OLGA, '/contact add bob +79991234541 email=bob@example.com');
  await chat.say(OLGA, '/contact add ann +79991234542 email=ann@example.com');

  expect(only(await chat.say(NIKOLAI, '/email bob subject="Hi {name}" All is well')).text).toContain(
    'Subject: Hi bob',
  );
  const asked = only(
    await chat.say(OLGA, '/email eve@example.com subject="Заказ {n}" {name}, ваш заказ готов'),
  );
  expect(asked.text).toContain('{name}');
  expect(asked.text).toContain('{n}');
  expect(only(await chat.say(OLGA, 'name=Ева n=17', { replyTo: asked })).text).toContain('Тема: Заказ 17');
  expect(await mails()).toEqual([
    ['bob@example.com', expect.objectContaining({ subject: 'Hi bob', text: 'All is well' })],
    ['eve@example.com', expect.objectContaining({ subject: 'Заказ 17', text: 'Ева, ваш заказ готов' })],
  ]);

  // A mail to several has one subject.
  expect(only(await chat.say(NIKOLAI, '/email bob, ann subject="Hi {name}" {name}, all is well')).text).toBe(
    'A mail to several people has one subject, and this one would differ. Nothing was sent. Write to each of them alone, or leave what differs to the text.',
  );
  expect(only(await chat.say(OLGA, '/email bob, ann subject="Привет, {name}" Всё хорошо')).text).toContain(
    'У письма нескольким одна тема, а эта вышла бы разной. Ничего не отправлено.',
  );
  expect(await mails()).toHaveLength(2);
  await chat.store.close();
});
