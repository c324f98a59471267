import type { User } from 'grammy/types';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { finishPreparing } from '../../src/desk/order.ts';
import { isBeingPrepared } from '../../src/store/campaigns/campaign-decisions.ts';
import { stopCampaigns } from '../../src/store/campaigns/stopping.ts';
import { orderOfCard } from '../../src/store/orders/orders.ts';
import { CAMPAIGN } from '../../src/store/tables/coded.ts';
import {
  type ChatForTest,
  chatForTest,
  GROUP,
  NIKOLAI,
  OLGA,
  SETTINGS,
  type Shown,
} from '../support/chat.ts';
import { claimNext } from '../support/claim.ts';

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});
afterEach(() => chat.store.close());

const MANY = 60;
let lists = 0;

/** Somebody sends a campaign, or does not press [Send] yet. */
async function campaign(person: User, text: string, send: string | null): Promise<Shown> {
  lists += 1;
  const to = Array.from({ length: MANY }, (_, n) => `+7999${String(1_000_000 + lists * 1_000 + n)}`);
  const [card] = await chat.say(person, `/sms ${to.join(', ')} ${text}`);
  if (!card) throw new Error('no card');
  if (send) await chat.press(person, card, send);
  return card;
}

/** Submits the next ones. */
const submit = (count: number) => chat.store.write((tx) => claimNext(tx, 'demo', count, Date.now()));

const stop = async (person: User, line = '/stop', chatId = person.id): Promise<Shown> => {
  const [card] = await chat.say(person, line, { chat: chatId });
  if (!card) throw new Error('no answer');
  return card;
};

const WORDS = [
  {
    person: NIKOLAI,
    send: `Send ${MANY}`,
    first: /^⏸ 1 campaign stopped\n1\. 📤 SMS · Nikolai, [\d:]+: 10 of 60 gone, 50 wait$/,
    resume: 'Resume 1',
    resumed: '50 messages are on their way.',
    after: '10 of 60 gone, it goes on',
    card: '⏸ paused: Nikolai, ',
    nothing: 'No campaign is running: there is nothing to stop.',
  },
  {
    person: OLGA,
    send: `Отправить ${MANY}`,
    first: /^⏸ Остановлена 1 рассылка\n1\. 📤 SMS · Olga, [\d:]+: ушло 10 из 60, ждут 50$/,
    resume: 'Продолжить 1',
    resumed: 'Отправляется 50 сообщений.',
    after: 'ушло 10 из 60, идёт дальше',
    card: '⏸ пауза: Olga, ',
    nothing: 'Ни одна рассылка не идёт: останавливать нечего.',
  },
];

test.each(WORDS)(
  '/stop of $person.first_name stops a campaign without a question, says how much of it went, and it can be resumed there',
  async ({ person, send, first, resume, resumed, after, card: onCard, nothing }) => {
    expect((await stop(person)).text).toBe(nothing);
    const card = await campaign(person, 'sale', send);
    await submit(10);

    const answer = await stop(person);

    expect(answer.text).toMatch(first);
    expect(await submit(10)).toBe(0);
    expect((await chat.look(card)).text).toContain(onCard);
    expect(await chat.press(person, answer, resume)).toMatchObject({ toast: resumed });
    expect((await chat.look(answer)).text).toContain(after);
    expect((await chat.look(answer)).buttons).toEqual([]);
    expect(await submit(10)).toBe(10);
  },
);

test('/stop in a group stops the campaigns of all chats, and tells nothing of their texts', async () => {
  await campaign(OLGA, 'sale', `Отправить ${MANY}`);
  await campaign(NIKOLAI, 'parcels', `Send ${MANY}`);
  const asked = await campaign(NIKOLAI, 'news', null);

  const { text } = await stop(NIKOLAI, '/stop all of it, now', GROUP);

  expect(text).toMatch(/1\..* Olga, .*60.*\n2\..* Nikolai, .*60/);
  expect(text).not.toMatch(/sale|parcels|999/);
  expect(await submit(10)).toBe(0);
  await chat.press(NIKOLAI, asked, `Send ${MANY}`);
  expect(await submit(10)).toBe(10);
});

test.each([
  [OLGA, '/stop 8 999 123-45-67', 'Ничего не остановлено', ['/stoplist add +79991234567', '/stop', '/stop']],
  [
    NIKOLAI,
    '/stop +79991234567, +79991234568',
    'Nothing was stopped',
    ['/stoplist add +79991234567, +79991234568', '/stop', '/stop'],
  ],
])('%o who types %s means those numbers: no campaign stops', async (person, line, said, copied) => {
  await campaign(OLGA, 'sale', `Отправить ${MANY}`);
  const answer = await stop(person, line);
  expect(answer.text).toContain(said);
  expect(answer.copied).toEqual(copied);
  expect(await submit(10)).toBe(10);
  await stop(person, `${line} stop it!`);
  expect(await submit(10)).toBe(10);
  // In a hurry a word more is typed.
  await stop(person, '/stop all of it, please!');
  expect(await submit(10)).toBe(0);
});

test.each([
  [OLGA, '/stop 8 999 123-45-67 больше ему не пиши', '/stoplist add +79991234567'],
  [NIKOLAI, '/stop +79991234567 dont text him again', '/stoplist add +79991234567'],
  [OLGA, '/stop рассылку по vip', 'Остановить все рассылки: /stop'],
  [NIKOLAI, '/stop the one to vip', 'To stop all campaigns: /stop'],
])('%o who types %s is asked what is meant: no campaign stops', async (person, line, said) => {
  await campaign(OLGA, 'sale', `Отправить ${MANY}`);
  expect((await stop(person, line)).text).toContain(said);
  expect(await submit(10)).toBe(10);
});

test.each([
  [NIKOLAI, 'stop 8999 1234567 dont text him again', ['/stoplist add +79991234567']],
  [OLGA, 'стоп 89991234567 больше ему не пиши', ['/stoplist add +79991234567']],
  [NIKOLAI, 'stop 89991234567', ['/stoplist add +79991234567', '/stop']],
  [OLGA, 'стоп 89991234567, 89991234568', ['/stoplist add +79991234567, +79991234568', '/stop']],
  [NIKOLAI, 'stop it now please', ['/stop']],
])('%o who says “%s” is offered the line that does it', async (person, words, lines) => {
  expect((await stop(person, words)).copied.slice(0, lines.length)).toEqual(lines);
  if (lines.length === 1 && lines[0] !== '/stop') expect((await stop(person, words)).copied).toEqual(lines);
});

test.each([
  [OLGA, '/stop лист', 'Ничего не остановлено'],
  [NIKOLAI, '/stop list', 'Nothing was stopped'],
])('%o who types %s means the stop list: no campaign stops', async (person, line, said) => {
  await campaign(OLGA, 'sale', `Отправить ${MANY}`);
  const answer = await stop(person, line);
  expect(answer.text).toContain(said);
  expect(answer.copied).toEqual(['/stoplist', '/stop']);
  expect(await submit(10)).toBe(10);
});

test('a campaign that /stop has stopped is resumed by whoever started it, or an admin, and by nobody else', async () => {
  await campaign(OLGA, 'sale', `Отправить ${MANY}`);
  await campaign(NIKOLAI, 'parcels', `Send ${MANY}`);
  const answer = await stop(NIKOLAI);

  const refused = await chat.press(NIKOLAI, answer, 'Resume 1');
  expect(refused.toast).toBe('It is resumed by who started it, or an admin.');
  expect(await submit(10)).toBe(0);

  await chat.press(NIKOLAI, answer, 'Resume 2');
  expect(await submit(MANY * 2)).toBe(MANY);
  await chat.let(NIKOLAI, 'admin');
  await chat.press(NIKOLAI, await chat.look(answer), 'Resume 1');
  expect(await submit(MANY * 2)).toBe(MANY);
});

test('a card says of a campaign that was stopped from a shell where that came from', async () => {
  const card = await campaign(OLGA, 'sale', `Отправить ${MANY}`);
  const by = { actor_kind: 'system', actor_id: 'shell', chat_id: null, thread_id: null } as const;
  await chat.store.write((tx) => stopCampaigns(tx, { ...by, origin: 'shell' }, Date.now()));

  expect((await chat.look(card)).text).toContain('⏸ пауза: из командной строки, ');
});

test('who stopped campaigns is on record, of each campaign too', async () => {
  const card = await campaign(OLGA, 'sale', `Отправить ${MANY}`);
  const answer = await stop(NIKOLAI);

  const actions = await chat.store.db
    .selectFrom('actions')
    .select(['actor_id', 'what', 'card_id'])
    .where('what', 'in', ['stop', 'command stop'])
    .orderBy('what')
    .execute();

  const actor_id = String(NIKOLAI.id);
  expect(actions).toEqual([
    { actor_id, what: 'command stop', card_id: answer.card.id },
    { actor_id, what: 'stop', card_id: card.card.id },
  ]);
});

test.each([
  {
    person: NIKOLAI,
    said: '0 of 60 gone, it is getting ready and is asked about before it goes',
    later: '0 of 60 gone, it is asked about on its card',
    send: `Send ${MANY}`,
  },
  {
    person: OLGA,
    said: 'ушло 0 из 60, готовится и без вопроса не уйдёт',
    later: 'ушло 0 из 60, ждёт ответа на своей карточке',
    send: `Отправить ${MANY}`,
  },
])(
  '/stop of $person.first_name also holds a campaign that is given other words, and would go then',
  async (words) => {
    const { person, said, later, send } = words;
    const card = await campaign(person, 'sale', null);
    const preparing = { campaign: CAMPAIGN.of.preparing, waiting_for: null };
    await chat.store.db.updateTable('orders').set(preparing).execute();

    const answer = await stop(person);
    expect(answer.text).toContain(said);
    expect(answer.buttons).toEqual([]);

    await chat.store.write(async (tx) => {
      const order = await orderOfCard(tx.db, card.card.id);
      if (order && isBeingPrepared(order)) {
        await finishPreparing(tx, SETTINGS, order, { repeated: 0, landlines: 0 }, Date.now());
      }
    });
    expect(await submit(10)).toBe(0);
    expect((await chat.look(answer)).text).toContain(later);
    await chat.press(person, await chat.look(card), send);
    expect(await submit(10)).toBe(10);
  },
);

test.each([
  [NIKOLAI, '/pause', 'There is no /pause: press [Pause] or [Resume] on the campaign’s card.'],
  [NIKOLAI, '/resume 2', 'There is no /resume: press [Pause] or [Resume]'],
  [OLGA, '/pause', 'Команды /pause нет: нажмите [Пауза] или [Продолжить] на карточке рассылки.'],
  [OLGA, '/пауза', 'Команды /пауза нет: нажмите [Пауза] или [Продолжить]'],
])('%o who types %s reads where that is pressed, and of /stop', async (person, line, said) => {
  const [answer] = await chat.say(person, line);
  expect(answer?.text).toContain(said);
  expect(answer?.text).toContain('/stop');
});

test.each([
  [NIKOLAI, '/ack', 'There is no /ack: [Ack] and [Mute 1h] stand below each alert.'],
  [NIKOLAI, '/mute 1h', 'I tell of nothing here by myself. To begin: /watch'],
  [OLGA, '/ack', 'Команды /ack нет: [Беру] и [Тихо 1 ч] есть под каждым оповещением.'],
])('%o who types %s reads where that is pressed, and of /watch', async (person, line, said) => {
  const [answer] = await chat.say(person, line);
  expect(answer?.text).toContain(said);
  expect(answer?.text).toContain('/watch');
  expect(answer?.copied).not.toContain('/back');
});

test.each([
  [NIKOLAI, '/undo', 'There is no /undo: an SMS that has left cannot be taken back.'],
  [NIKOLAI, '/resend', 'There is no /resend: [Send again] is below a message'],
  [OLGA, '/вернуть', 'Команды /вернуть нет: отправленную SMS не вернуть.'],
  [OLGA, '/повторить', 'Команды /повторить нет: [Отправить ещё раз] есть'],
])('%o who types %s reads what can be done', async (person, line, said) => {
  const [answer] = await chat.say(person, line);
  expect(answer?.text).toContain(said);
});

test('/cancel in reply to a card says how what is on it is cancelled', async () => {
  const [card] = await chat.say(NIKOLAI, '/sms +79991234567 hi');
  const [answer] = await chat.say(NIKOLAI, '/cancel', { replyTo: card });
  expect(answer?.text).toContain('Nothing is cancelled yet. Is this meant?');
});

test('who may stop nothing is not told of /stop by what looks like it', async () => {
  await chat.let(NIKOLAI, 'viewer');
  const [answer] = await chat.say(NIKOLAI, '/pause');
  expect(answer?.text).not.toContain('/stop');
});
