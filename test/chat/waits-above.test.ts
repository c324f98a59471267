import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { messagesFrom, ordered } from '../../src/store/attempts/outbox.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only } from '../support/chat.ts';

const NOON = Date.UTC(2026, 10, 28, 9);
let chat: ChatForTest;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});

afterEach(() => void vi.useRealTimers());

const LIST = '+79991234561, +79991234562, +79991234563, +79991234564, +79991234565';
const states = async () =>
  messagesFrom(await ordered(chat.store.db).orderBy('messages.id').execute()).map(({ state }) => state);

/** So that what is said again is answered again. */
const later = () => vi.setSystemTime(Date.now() + 10_000);

test.each([
  [
    OLGA,
    ['да отправляй', 'поехали', 'нет не надо', 'второй лишний'],
    'Нажатия ждёт то, что выше',
    'Отправить 5',
    'Отмена',
  ],
  [
    NIKOLAI,
    ['yes send it', 'go', 'no dont send that', 'take lee off'],
    'This one above waits for a press',
    'Send 5',
    'Cancel',
  ],
])(
  '%o: words below what waits for a press do nothing, and bring its buttons',
  async (person, all, said, send, cancel) => {
    const preview = only(await chat.say(person, `/sms ${LIST} Hello`));
    const waiting = await states();
    for (const words of all) {
      later();
      const answer = only(await chat.say(person, words));
      expect(answer.text, words).toContain(said);
      expect(answer.buttons, words).toEqual(expect.arrayContaining([send, cancel]));
      expect(await states()).toEqual(waiting);
    }
    later();
    const last = only(await chat.say(person, all[0] ?? ''));
    await chat.press(person, last, cancel);
    expect((await chat.look(preview)).buttons).not.toContain(send);
    later();
    const after = only(await chat.say(person, all[0] ?? ''));
    expect(after.text).not.toContain(said);
  },
);

test('who may not send, and who has nothing waiting above, is answered as before', async () => {
  const text = async (person: typeof OLGA) => only(await chat.say(person, 'поехали')).text;
  const usual = await text(OLGA);
  await chat.say(NIKOLAI, `/sms ${LIST} Hello`);
  expect(usual).not.toContain('ждёт');
  await chat.let(NIKOLAI, 'viewer');
  expect(await text(NIKOLAI)).not.toContain('waits for a press');
});

test.each([
  [OLGA, 'запиши клиента', 'а где наши сотрудники', '/grant', 'погнали', 'Нажатия ждёт то, что выше'],
  [NIKOLAI, 'book a van', 'where are my colleagues', '/grant', 'go on then', 'waits for a press'],
])(
  '%o: what is said a second after other words is answered, too',
  async (person, first, about, line, above, said) => {
    await chat.let(NIKOLAI, 'admin');
    await chat.say(person, first);
    vi.setSystemTime(Date.now() + 1_000);
    expect(only(await chat.say(person, about)).copied[0]).toContain(line);
    await chat.say(person, `/sms ${LIST} Hello`);
    vi.setSystemTime(Date.now() + 1_000);
    await chat.say(person, first);
    expect(only(await chat.say(person, above)).text).toContain(said);
  },
);
