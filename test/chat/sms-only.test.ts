import { beforeEach, describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { commandsAt } from '../../src/chat/command.ts';
import { menuFor } from '../../src/chat/telegram/menu.ts';
import { PROFILES } from '../../src/messages/provider.ts';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only, type Shown } from '../support/chat.ts';
import { accepted, receipt, submit } from '../support/fates.ts';
import { EN, RU } from '../support/languages.ts';
import { WIRE } from '../support/outbox.ts';
import { UNGUARDED } from '../support/rules.ts';

/** What other providers have, and one that speaks plain SMPP 3.4 does not. */
const ABSENT = ['email', 'call', 'viber', 'soc', 'tgm', 'bot', 'hlr', 'ping'];
const PLAIN = { wire: { ...WIRE, ...PROFILES.generic }, guard: UNGUARDED.guard };

let chat: ChatForTest;

beforeEach(async () => {
  chat = await chatForTest(PLAIN);
  await chat.let(NIKOLAI, 'operator');
});

const countOrders = async (): Promise<number> =>
  (await chat.store.db.selectFrom('orders').select('id').execute()).length;

/** An SMS that was taken, and then ended so. */
async function ended(stat: string, error: string): Promise<Shown> {
  const card = await only(chat.say(NIKOLAI, '/sms +79991234567 Hello'));
  await submit(chat.store, card.card.id, [accepted('77')]);
  await receipt(chat.store, `id:77 submit date:2611231200 done date:2611231200 stat:${stat} err:${error}`);
  return chat.look(card);
}

describe.each(ABSENT)('at a provider that has SMS only /%s', (name) => {
  test('is no command, and the answer says why', async () => {
    const line = `/${name} +79991234567 subject=x bot=@y Hello`;
    expect((await only(chat.say(OLGA, line))).text).toBe(
      `Команды /${name} здесь нет: у этого провайдера только SMS. Список: /help.`,
    );
    expect((await only(chat.say(NIKOLAI, line))).text).toBe(
      `There is no /${name} here: this provider has SMS only. See /help.`,
    );
    expect(await countOrders()).toBe(0);
  });

  test("is silent in a group, where it may be another bot's", async () => {
    expect(await chat.say(NIKOLAI, `/${name} +79991234567`, { chat: GROUP })).toEqual([]);
  });

  test('stands in no help and no menu', async () => {
    const help = await only(chat.say(OLGA, '/help'));
    expect(help.text).not.toContain(`/${name}`);
    expect(help.text).toContain('/sms');
    expect((await only(chat.say(NIKOLAI, `/help ${name}`))).text).toMatch(/this provider has SMS only/);
    for (const language of [RU, EN]) {
      const menu = menuFor(commandsAt(commands, PROFILES.generic), {
        role: 'owner',
        language,
        isPrivate: true,
      });
      expect(menu.map(({ command }) => command)).not.toContain(name);
    }
  });
});

test('a role that is given, or taken by a link, is told with nothing that is not there', async () => {
  const [ann, ben] = [201, 202].map((id) => ({ ...NIKOLAI, id })) as [typeof NIKOLAI, typeof NIKOLAI];
  await chat.say(ann, 'hello?');
  const granted = await chat.say(OLGA, `/grant ${ann.id} operator`);
  expect(granted.map(({ text }) => text).join('\n')).toMatch(/Try \/sms \S+ Hello\.$/m);
  const { text } = only(await chat.say(OLGA, '/grant viewer'));
  const taken = await chat.say(ben, `/start ${/start=(\S+)/.exec(text)?.[1]}`);
  expect(taken.map((one) => one.text)).toContain(
    'Your role is now: viewer.\nWhere a message stands: /status and its id.\nAll that I can do: /help',
  );
});

test.each(['/balance', '/help balance'])('%s says that nobody tells the balance there', async (line) => {
  expect((await only(chat.say(OLGA, line))).text).toBe(
    'Команды /balance здесь нет: этот провайдер не сообщает, сколько осталось на счёте. Список: /help.',
  );
  expect((await only(chat.say(NIKOLAI, line))).text).toBe(
    'There is no /balance here: this provider does not tell what is left in the account. See /help.',
  );
});

test.each([
  [OLGA, 'hlr +79991234567', 'Команды /hlr здесь нет'],
  [OLGA, 'позвони +79991234567', 'Команды /call здесь нет'],
  [NIKOLAI, 'ping +79991234567', 'There is no /ping here'],
  [NIKOLAI, '/рдк +79991234567', 'There is no /hlr here'],
])('%#: what sounds like such a command is told so, and offered as no text', async (who, said, answer) => {
  expect((await only(chat.say(who, said))).text).toContain(answer);
});

test('an answer to a question, and a reply to a card, may begin with such a word', async () => {
  const card = await only(chat.say(NIKOLAI, '/sms +79991234567 Hello'));
  await chat.say(NIKOLAI, 'Call me back', { replyTo: card });
  await chat.say(NIKOLAI, '/sms +79991112233');
  const answered = await only(chat.say(NIKOLAI, 'Call me too'));
  expect(answered.text).toContain('“Call me too”');
  expect(await countOrders()).toBe(3);
});

test('a number alone is offered an SMS, and nothing to somebody who may not send', async () => {
  expect((await only(chat.say(NIKOLAI, '+79991234567'))).buttons).toEqual(['SMS']);
  await chat.let(NIKOLAI, 'viewer');
  const hint = await only(chat.say(NIKOLAI, '+79991234567'));
  expect(hint.buttons).toEqual([]);
  expect(hint.text).toBe(
    'I send SMS and show what became of them. These words went to nobody: begin with a command, such as /sms +79991234567 Hello, and to answer a customer, reply to the card of their SMS. All commands: /help',
  );
});

test('who addresses the bot in a group is told of nothing that is not there', async () => {
  const hint = await only(chat.say(OLGA, '@demo_bot ты тут?', { chat: GROUP }));
  expect(hint.text).toBe(
    'Я отправляю SMS и показываю, что с ними стало. Эти слова никому не ушли: начните с команды, например /sms +79991234567 Привет, а чтобы ответить клиенту, ответьте на карточку с его SMS. Все команды: /help',
  );
});

test.each([
  ['UNDELIV', '006', 'not delivered (6)'],
  ['UNDELIV', '021', 'not delivered (21)'],
  ['UNDELIV', '254', 'not delivered (254)'],
  ['REJECTD', '255', 'rejected (255)'],
  ['EXPIRED', '000', 'not delivered in time'],
])(
  'an end %s %s is shown with its code and the meaning that SMPP gives it, and with no look-up or other channel',
  async (stat, error, words) => {
    const card = await ended(stat, error);
    expect(card.text).toContain(`❌ ${words} · id 77`);
    expect(card.text.split('\n').slice(3)).toEqual(
      stat === 'EXPIRED' ? [expect.stringMatching(/^It may/)] : [],
    );
    expect(card.buttons).toEqual(['Send again']);
  },
);

test('the reasons of many are counted by state and code', async () => {
  const list = await only(chat.say(NIKOLAI, '/sms +79991234567, +79991112233 Hello'));
  await chat.press(NIKOLAI, list, 'Send 2');
  await submit(chat.store, list.card.id, ['1', '2'].map(accepted));
  for (const id of ['1', '2']) await receipt(chat.store, `id:${id} stat:UNDELIV err:021`);
  expect((await chat.look(list)).text).toContain('❌ 2 × not delivered (21): ');
});

test("an error code is the provider's own, and what it answers to a submit is the standard's", async () => {
  expect((await only(chat.say(NIKOLAI, '/error 220'))).text).toMatch(
    /codes in statuses are this provider's own/,
  );
  expect((await only(chat.say(OLGA, '/error'))).text).toMatch(/^Коды в статусах у каждого провайдера свои/);
  expect((await only(chat.say(NIKOLAI, '/error throttled'))).text).toContain('ESME_RTHROTTLED');
});

test('a text goes as it is, whatever it would mean at SMSC.ru, and a comment is no option', async () => {
  const text = '__HLR__\n~~~\nnot a comment\nsubj:none';
  const card = await only(chat.say(NIKOLAI, `/sms +79991234567\n${text}`));
  const [message] = await messagesOfCard(chat.store.db, card.card.id, 1);
  expect(message).toMatchObject({ state: 'queued', request: { text } });
  const refused = await only(chat.say(NIKOLAI, '/sms +79991234567 comment="ticket 77" Hello'));
  expect(refused.text).toContain('comment');
  expect(refused.text).toContain('from, alphabet, flash');
  expect((await only(chat.say(NIKOLAI, '/help sms'))).text).not.toContain('comment');
});

test('the same text to the same number goes at once: no guard refuses it', async () => {
  for (const id of ['1', '2']) {
    const card = await only(chat.say(NIKOLAI, '/sms +79991234567 Hello'));
    expect(card.text).toContain('⏳');
    await submit(chat.store, card.card.id, [accepted(id)]);
  }
  expect(await countOrders()).toBe(2);
});

test('what was never answered is asked about, and is not repeated', async () => {
  const card = await only(chat.say(NIKOLAI, '/sms +79991234567 Hello'));
  await submit(chat.store, card.card.id, [{ outcome: 'no_answer' }]);
  const asked = await chat.look(card);
  expect(asked.text).toContain('Nothing is repeated by itself');
  expect(asked.buttons).toEqual(['Send again', 'Leave it']);
  const [message] = await messagesOfCard(chat.store.db, card.card.id, 1);
  expect(message).toMatchObject({ state: 'in_doubt', ready_at: null, doubt_until: null });
});

test.each([
  [OLGA, 'voice', /Пошлите \/sms, номер и текст/],
  [NIKOLAI, 'document', /reply to it with \/bulk/],
])('%s: a %s is answered with what there is', async (who, kind, words) => {
  const message = { [kind]: { file_id: '1', file_name: 'numbers.csv', mime_type: 'text/csv' } };
  expect((await only(chat.say(who, '', { message }))).text).toMatch(words);
});

test('the greeting names nothing that is not there', async () => {
  expect((await only(chat.say(NIKOLAI, '/start'))).text).toBe(
    'Hello, Nikolai! I send SMS through the provider and show what became of everything.\nTry /sms +79991234567 Hello.\nAll that I can do: /help',
  );
  expect((await only(chat.say(OLGA, '/start'))).text).not.toMatch(/hlr|провер/);
});
