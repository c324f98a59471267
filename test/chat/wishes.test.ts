import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { messagesFrom, ordered } from '../../src/store/attempts/outbox.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only } from '../support/chat.ts';

const NOON = Date.UTC(2026, 10, 28, 12);
const N = '+447400123423';

let chat: ChatForTest;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
  chat = await chatForTest({ country: 'GB', timeZone: 'Europe/London' });
  await chat.let(NIKOLAI, 'operator');
  await chat.say(OLGA, '/contact add shah 07400123424');
  await chat.say(OLGA, '/contact add мария 07400123428');
  await chat.say(OLGA, '/template add recall Your check-up is due');
  await chat.say(OLGA, '/token add dentally may=messages');
  await chat.say(OLGA, '/group add vip shah');
});

afterEach(() => {
  vi.useRealTimers();
});

/** What is said, and the line that is offered for it. */
const WISHES: readonly (readonly [words: string, line: string])[] = [
  ['same for 07400 123423', `/sms ${N}`],
  ['and send the same text to 07400 123423 please', `/sms ${N}`],
  ['remind the customer on 07400 123423', `/sms ${N}`],
  ['remind the customer on 07400 123423 about the fitting', `/sms ${N}`],
  ['is smpp up', '/health'],
  ['is the channel down?', '/health'],
  ['what’s up with the gateway', '/health'],
  ['mute everything', '/watch mute'],
  ['mute all alerts for an hour', '/watch mute'],
  ['new contact Lee 07400 123423', `/contact add Lee ${N}`],
  ['add 07400123423 to contacts as Dr Lee', `/contact add Dr-Lee ${N}`],
  ['please change shah’s number to 07400123423', `/contact change shah ${N}`],
  ['shahs number is now 07400123423', `/contact change shah ${N}`],
  ['rename 07400123424 to Dr Shah', '/contact rename shah Dr-Shah'],
  ['rename 07400123423 to Lee', `/contact add Lee ${N}`],
  ['move 07400123424 to the vip group', '/group add vip shah'],
  ['take shah out of vip', '/group remove vip shah'],
  ['who’s in vip?', '/group vip'],
  ['send a text to shah', '/sms shah'],
  ['sms to 07400123423 your check-up is due', `/sms ${N} your check-up is due`],
  ['use template recall for 07400123423', `/t recall ${N}`],
  [
    'change the recall template to Your check-up is due soon',
    '/template change recall Your check-up is due soon',
  ],
  ['please update template recall: Time for a check-up', '/template change recall Time for a check-up'],
  ['send the recall template to shah', '/t recall shah'],
  ['call 07400123423 and say your taxi is outside', `/call ${N} your taxi is outside`],
  ['ring 07400123423 and tell them the shop is shut', `/call ${N} the shop is shut`],
  ['keep pinging 07400123423', `/ping ${N} until on`],
  ['code 4821 to 07400123423 by telegram', `/tgm ${N} 4821`],
  ['remind shah tomorrow at 9 about her check-up', '/sms shah at="tomorrow at 9" her check-up'],
  ['remind shah 07400 123423 tomorrow at 9', `/sms ${N} at="tomorrow at 9"`],
  ['send a text to shah saying we are closed', '/sms shah we are closed'],
  ['text everyone in vip we are closed', '/sms #vip we are closed'],
  ['is 07400 123423 switched off?', `/ping ${N}`],
  ['did the text to 07400 123423 arrive', `/status ${N}`],
  ['did my text reach 07400 123423', `/status ${N}`],
  ['retry 07400 123423', `/history ${N}`],
  ['reschedule 07400 123423 to tomorrow 9:00', '/scheduled'],
  ['I’ll take 07400 123423', '/queue'],
  ['delete contact мария', '/contact remove мария'],
  ['new template hello: Hi there', '/template add hello Hi there'],
  ['tell me when a text fails', '/watch failed'],
  ['how many texts did nikolai send yesterday', '/stats yesterday by=102'],
  ['who did what today', '/audit'],
  ['export contacts', '/contact export'],
  ['remind shah tomorrow at 9', '/sms shah at="tomorrow at 9"'],
  ['remind me tomorrow at 9 to text 07400123423', `/sms ${N} at="tomorrow at 9"`],
  ['stop texting 07400123423', `/stoplist add ${N}`],
  ['don’t text shah any more', '/stoplist add shah'],
  ['find 07400123423', `/history ${N}`],
  ['resend the last text to 07400123423', `/history ${N}`],
  ['export everything we have on 07400123423', `/export ${N}`],
  ['how much did we spend on 07400123423', `/stats 30d number=${N}`],
  ['how many texts went out today and how many didn’t arrive?', '/stats today'],
  ['how many messages did we send yesterday, and how many of them failed', '/stats yesterday'],
  ['how many failed today', '/stats today'],
  ['show me yesterday', '/stats yesterday'],
  ['how much does one cost?', '/stats 30d'],
  ['what does 253 mean', '/error 253'],
  ['cancel the last one', '/scheduled'],
  ['cancel the text to 07400123423', '/scheduled'],
  ['who hasn’t replied', '/queue'],
  ['is everything up', '/health'],
  ['is the gateway down??', '/health'],
  ['are texts going?', '/health'],
  ['who is on call', '/people'],
  ['make nikolai an admin', '/grant 102 admin'],
  ['make 109 an operator', '/grant 109 operator'],
  ['add Rhys as an operator, his id is 109', '/grant 109 operator'],
  ['give Rhys operator rights, id 109', '/grant 109 operator'],
  ['make Rhys, her telegram id is 109, a viewer', '/grant 109 viewer'],
  ['tell shah a parcel is here', '/sms shah a parcel is here'],
  ['tell shah his lock has arrived', '/sms shah his lock has arrived'],
  ['make dave an admin', '/grant admin'],
  ['let dave in', '/grant operator'],
  ['remove nikolai', '/revoke 102'],
  ['revoke the dentally token', '/token revoke dentally'],
  ['new api key for the website', '/token add website may=messages,lookups'],
  ['revoke the website token', '/token'],
  ['new api token', '/token'],
  ['list hooks', '/hook'],
  ['who do texts come from', '/settings sender'],
  ['opening hours', '/settings hours'],
  ['set the sender to CLIFTON', '/settings sender CLIFTON'],
  ['what can you do', '/help'],
  ['новый контакт Ли +447400123423', `/contact add Ли ${N}`],
  ['поменяйте номер shah на 07400123423', `/contact change shah ${N}`],
  ['не пишите больше 07400123423', `/stoplist add ${N}`],
  ['позвони 07400123423 и скажи, что такси ждёт', `/call ${N} такси ждёт`],
  ['сколько не дошло вчера', '/stats вчера'],
  ['отзови токен dentally', '/token revoke dentally'],
  ['кто не ответил', '/queue'],
  ['кто ждет', '/queue'],
  ['кто ждёт ответа, пожалуйста?', '/queue'],
];

test('a message that says what is wanted of the bot is answered with the line that does it, and nothing goes', async () => {
  for (const [words, line] of WISHES) {
    const { text, copied } = only(await chat.say(OLGA, words));
    expect(copied, words).toEqual([line]);
    expect(text, words).toContain(`похоже на ${line.split(' ')[0]}`);
  }
  expect(messagesFrom(await ordered(chat.store.db).orderBy('messages.id').execute())).toEqual([]);
});

test('each of those lines is taken as it stands', async () => {
  for (const [, line] of WISHES.toReversed()) {
    const [card] = await chat.say(OLGA, line);
    expect(card?.card.kind, line).not.toBe('problem');
    // A question would be answered by the next line.
    await chat.say(OLGA, '/lang');
  }
});

test.each(['undo', 'take that back', 'oops 11 not 10', 'sorry, i meant 11am', 'oh no bring it back'])(
  'who says “%s” is told what can be undone',
  async (words) => {
    expect(only(await chat.say(NIKOLAI, words)).text).toContain('can be neither taken back nor changed');
  },
);

test('who asks whether it arrived is asked which message', async () => {
  expect(only(await chat.say(NIKOLAI, 'did everyone get it?')).text).toContain('Which message?');
});

test('who may not use the command is told who may', async () => {
  expect(only(await chat.say(NIKOLAI, 'revoke the dentally token')).text).toContain('/token is for owners');
});

test.each([
  '07400123423 your check-up is due, reply yes',
  '07400123423 did you get the text',
  'tell 07400123423 we moved to the vip lounge',
  'we never text you again 07400123423',
  'remind 07400123423 her appointment is at 9',
  '07400123423 call us and say when you are there',
  'any chance you can come at 9? 07400123423',
  'is 10 ok 07400123423',
  '07400123423 yesterday',
  'hi 07400123423 your code is 4821',
])('a text to a customer is still offered as one: %s', async (words) => {
  expect(only(await chat.say(NIKOLAI, words)).copied[0]).toMatch(/^\/sms \+447400123423 /);
});

test.each([
  ['why did 07400 123423 fail', '/status'],
  ['what went wrong with 07400 123423', '/status'],
  ['has 07400 123423 replied', '/history'],
  ['did 07400 123423 answer?', '/history'],
  ['any reply from 07400 123423', '/history'],
  ['which network is 07400 123423', '/hlr'],
  ['is 07400 123423 a mobile', '/hlr'],
  ['can I text 07400 123423', '/stoplist'],
])('a question about a number is answered by what finds it out alone: %s', async (words, command) => {
  expect(only(await chat.say(NIKOLAI, words)).copied).toEqual([`${command} ${N}`]);
});

test.each(['en', 'ru'])('each line of the phrases in %s ends with one', (language) => {
  const file = new URL(`../../src/chat/locales/${language}/wish.ftl`, import.meta.url);
  expect(readFileSync(file, 'utf8')).not.toMatch(/^ {4}.*[^,]\n {4}/m);
});
