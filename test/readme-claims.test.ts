import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/* What README says of the chat and of trouble, in its words, and the tests by which it would be noticed not to hold. */
const TESTS: Readonly<Record<string, readonly [file: string, test: string][]>> = {
  'A card goes from ⏳ queued over ✈️ handed over to ✅ delivered': [
    ['conversations/channels', 'goes from the chat to the phone and back into one card'],
    ['chat/show/pace', 'shows queued, handed over and delivered as fast as they follow on each other'],
  ],
  'another try, another channel, a look-up, whichever helps': [
    ['chat/cards/send/ends', 'are the other channels that can carry it'],
    ['messages/ends', '%i: helped by %s, certain: %s'],
  ],
  'A card of many counts the reasons, comes as a file': [
    [
      'chat/cards/send/ends-of-many',
      'says all reasons with counts, offers the file, and those again whom that helps',
    ],
    ['conversations/again', 'those of a list who were out of coverage are tried again from its card'],
  ],
  'answered with what was understood and a corrected line to copy': [
    ['chat/cards/problem/view', '%s is answered with the reading, what is wrong, and a line to copy'],
    ['chat/grammar/no-recipient', 'is asked about, with a whole line for each reading'],
    ['chat/typed-lines', 'what is typed is what the card claims and the phones get, or it is asked about'],
  ],
  'So are `/ыьы`, `смс 8999…`': [['chat/spoken', 'is answered with the whole line to copy:']],
  'edit your message, and it runs in the same card': [
    ['chat/edits', 'runs when it is mended, in the place of the card that named the problem'],
  ],
  'A number alone is offered [SMS], [HLR] and [Ping]': [
    ['chat/spoken-with-number', 'is offered an SMS and look-ups, each once'],
  ],
  'What the bot asks in private is answered by what you write next': [
    ['chat/answers', 'in private, what is said next answers a question'],
  ],
  'like no text to a customer (“is everything up?”, “one sec”) waits for [Send]': [
    ['chat/asked-words', 'words for the bot, for a colleague or for oneself do not'],
  ],
  'works with privacy mode on, and in topics': [
    [
      'demo/telegram-groups',
      'under privacy mode the bot hears commands for it and replies to it, and nothing else',
    ],
    ['conversations/talk', 'in a topic with /inbox on an SMS in parts appears once'],
  ],
  'A reply to a card becomes a draft there': [
    ['chat/reply', 'in a group a reply is a draft, which is sent by its button'],
  ],
  'A group reads numbers in full and texts only where they were typed, or in its inbox': [
    ['security/sight', 'what was typed there is read there, number and text'],
    ['security/sight', 'the number of a message from elsewhere is masked and its text left out (%s)'],
    [
      'chat/inbox',
      'a group whose inbox it is reads what was written elsewhere only from the person who answers',
    ],
  ],
  '[Numbers] and files come to whoever presses, in private': [
    ['security/sight', '[Numbers] shows all of it to whoever presses, in private, and is on record (%s)'],
    ['security/sight', 'a file of numbers comes to whoever asks for it, in private (%s)'],
  ],
  'help and what is wrong with a line are seen by whoever wrote it alone': [
    ['chat/show/ephemeral', 'what is of use to who asked alone is seen by them alone in a group'],
    ['chat/show/ephemeral', 'where Telegram refuses that, all see it, and it is not tried there again'],
    ['conversations/settings', 'what is wrong with a line is said to its writer alone'],
  ],
  'come to the chat from which that person was last written to': [
    ['conversations/incoming', 'an answer appears below the card that it answers, where that was sent from'],
    ['store/contract/incoming-cards', 'what left 31 days ago'],
  ],
  'unless that was one of more than 20': [
    ['chat/inbox', 'answers to a list of more than 20 go to the inboxes alone'],
    ['store/contract/incoming-cards', 'a list of 20 is a conversation with each, one of 21 is none'],
  ],
  'to the owners in private, until an owner or admin has said it somewhere': [
    ['chat/inbox', 'nowhere else once an owner has said it'],
    ['chat/inbox', 'an operator who says /inbox on %s takes nothing from the owners'],
    [
      'chat/inbox-owners',
      'a group goes on when whoever turned it on has left, if an owner had found it enough',
    ],
  ],
  'A private chat is an inbox as long as its person may send': [
    ['chat/inbox', 'who lost the role that it takes gets no more of them, whatever took it'],
  ],
  'else the owners are asked': [['chat/inbox-owners', 'else it waits for the owners, who are asked once']],
  'the place is suspended, the owners are told, and get what was shown nowhere': [
    [
      'conversations/incoming',
      'when the group of the inbox has removed the bot goes to the owners, who are told',
    ],
    ['conversations/incoming', 'one that comes while the bot may not write in the group goes to the owners'],
  ],
  'are one SMS when they come again within five minutes with nothing in between': [
    ['store/contract/incoming-twice', 'that comes the same way again within five minutes is kept once'],
    ['store/contract/incoming-twice', 'the same words are another message once something came between'],
  ],
  'or whatever came between where the provider may not know that the first came': [
    ['store/contract/incoming-twice', 'each that the provider has yet to repeat is one with its repeat'],
    ['smpp/acknowledged', 'before the answer is shown once, and then the same words again'],
  ],
  'or by SMPP and HTTP within a day': [
    [
      'store/contract/incoming-twice',
      'what comes the other way within a day is the same message, on whatever account',
    ],
  ],
  'a part that comes again is known for an hour': [
    ['store/contract/incoming', 'a part that comes again after its message was joined shows nothing'],
  ],
  'Parts that never come are named after ten minutes': [
    [
      'smpp/status-queries',
      'parts of an incoming message that wait for ten minutes are joined without the others',
    ],
    ['store/contract/incoming', 'a reference that comes round begins another message'],
  ],
  'What no text can be made of is shown as octets': [
    [
      'chat/cards/incoming/view',
      'of %j the octets that could not be read are shown, and that they could not',
    ],
  ],
  'A *viewer* looks numbers and messages up': [
    ['security/commands', 'can do by commands what that role may, and nothing else'],
    ['security/sight', 'sees number and state of a message, and no text'],
    ['commands/people', 'only owners make and unmake admins'],
  ],
  'A stranger is told their id, once, and nothing else': [
    ['conversations/talk', 'a stranger gets one line with their id, and nothing of theirs is sent or kept'],
  ],
  'a link that lets one person in, once': [
    ['security/invitations', 'a link works once: the second to open it stays a stranger and is told why'],
  ],
  'Kill the process at any moment: it goes on where it stood': [
    ['conversations/kill-at-commit', 'a kill -9 before or after a commit to the store loses no message'],
    ['conversations/kill-at-write', 'a kill -9 before or after a write to a socket loses no message'],
    ['chat/polling', 'what the store cannot take is fetched again'],
    [
      'smpp/listener',
      'what the store cannot take is refused for now, and stored when the provider delivers it',
    ],
  ],
  'it repeats the same bytes to the same server within 50 seconds': [
    ['smpp/repeat', 'a submit that was lost on its way is repeated, and arrives once'],
    [
      'messages/in-doubt',
      'a repeat goes to the one host of all unanswered attempts, within 50 s of each of them',
    ],
    ['messages/in-doubt.model', 'sends a message twice, or tells a wrong end'],
  ],
  'holds every other message with the same number and text back meanwhile': [
    ['smpp/repeat', 'the same text to the same number waits for the end of the minute, whoever wrote it'],
  ],
  'or from a receipt that can belong to nothing else': [
    ['store/contract/orphans', 'settles the one message in doubt that it can be of'],
  ],
  'Where that rule does not reach (another provider, another server, too late, another channel than SMS)': [
    ['conversations/generic', 'an unanswered SMS asks, and all else is as anywhere'],
    [
      'smpp/repeat',
      'nothing is repeated to another host, and a person is asked when the time for it is over',
    ],
    ['messages/in-doubt', 'a message by %s is never repeated, for its guard is not documented'],
  ],
  'three times in all, since each may cost; then a person is asked': [
    ['smpp/repeat', 'a look-up that is never answered is submitted three times, and then a person is asked'],
    ['commands/lookups-unanswered', 'a look-up is asked again a minute later when no answer came'],
  ],
  '**The same text to the same number within a minute** is said before it is sent': [
    ['chat/guard', 'the same text to the same number within a minute is said before it is sent'],
    ['chat/guard', 'it is said before an answer repeats what went by another account'],
  ],
  'A preview of which the same went meanwhile asks once more at [Send], and so at [Approve]': [
    ['chat/guard', 'of two previews of the same list the second is asked about at [Send]'],
    ['chat/guard', 'of two lists that a second person approves the second is asked about at [Approve]'],
    [
      'desk/answering',
      'of two that say the same, and are agreed to at once, one goes and the other is asked about',
    ],
  ],
  'A delivery that is told after "unknown" or "expired" stands, and the card says so': [
    ['chat/cards/send/ends', 'is delivered when that is told later, and the card says so (%#)'],
  ],
  'what may have arrived is asked about before it is sent again': [
    ['chat/cards/send/ends', 'what may have arrived is asked about before it is sent again'],
  ],
  '**Nothing stale is sent.**': [
    ['conversations/faults-smsc-away', 'what is young goes by itself, what is old asks first'],
    ['store/restored', 'a store of yesterday, restored, sends nothing again by itself'],
    ['smpp/sender-stale', 'what waited through a stop longer than allowed asks'],
    ['smpp/sender-stale', 'waiting behind others ages nothing, however long it was'],
  ],
  'ask first, with parts, price and what makes it so': [
    ['chat/dear', 'asks first, with parts, price and what makes it so'],
    ['chat/dear', 'above a price a message asks, whatever its parts'],
  ],
  'after [Send] it waits for [Approve] or [Reject] of somebody else who may send': [
    ['chat/approval', 'waits for somebody else, who is told in private with the preview'],
    ['chat/approval', 'passes no approval'],
    ['chat/approval-meanwhile', 'nobody approves what waited for a day'],
  ],
  'said at 80 %, and what would go over is refused, with what is left and who raises it': [
    ['chat/quota', 'is said at 80 %, and refused above it with what is left and who raises it'],
    ['desk/quota', 'of what several have sent at once as much goes as the quota has, and no more'],
  ],
  'So does a text to a landline or a toll-free number': [['chat/dear', 'numbers without a screen']],
  'A character that does not fit the alphabet you asked for is named': [
    ['messages/wire', 'an alphabet that was asked for is used, or what does not fit it is named'],
  ],
  '[Send] sends it as it is, [As 1 part] the text with plain characters, which the card shows': [
    ['chat/dear', 'is named before it goes, and the text without it is shown whole (%#)'],
    ['chat/dear', 'goes as it was typed by [Send]'],
    ['conversations/agreed', '[As 1 part] sends the one that the card shows'],
  ],
  'becomes `••••` soon after its end, or ten minutes after a failure': [
    ['security/codes', 'a code that came by %s stands in no table after its end'],
    ['security/codes', 'a failed one can be sent again for ten minutes, and not after that'],
  ],
  'tried again ever more seldom, up to once an hour': [
    [
      'chat/show/loop',
      'the first card is tried ever more seldom, up to once an hour, and in their order all come',
    ],
    [
      'conversations/refused-by-telegram',
      'a group takes the right to write while a message fails, and gives it back',
    ],
  ],
  'A failure is posted anew where its card was deleted or cannot be edited': [
    ['conversations/refused-by-telegram', 'costs no failure: it is posted anew'],
  ],
  'gives way to a line that says so': [
    ['conversations/refused-by-telegram', 'refuses for what stands in it gives way to a notice'],
  ],
  'When a group becomes a supergroup, what still waits there for an answer is posted again': [
    ['conversations/refused-by-telegram', 'a preview and a question go along, what is finished does not'],
  ],
  'A text that is too long for a card is cut, and [Whole text] brings it as a file': [
    ['chat/cards/whole', 'a text that a preview shows the beginning of can be read whole'],
  ],
  'after a minute without a bind single messages go by HTTPS, until there is one; lists and campaigns wait': [
    [
      'provider-http/sending',
      'while SMPP is cut HTTPS takes single messages over, lists wait, and then SMPP has them again',
    ],
    ['provider-http/sending', 'what SMPP may have taken goes by no other way, however long SMPP is down'],
  ],
  'one balance, one guard against repeats, one history': [
    [
      'conversations/https',
      'every channel goes by the HTTP API alone from the chat to the phone and back into one card',
    ],
  ],
  '**Throttling** halves the speed and recovers by itself': [
    ['smpp/sender', 'a throttled campaign slows down and completes, with every message sent once'],
    ['sender/rate', 'a throttled rate climbs back to the setting within a minute, and no further'],
  ],
  'Single messages and short lists overtake campaigns, and campaigns share': [
    [
      'store/contract/turns',
      'repeats go first, then singles, what is tried again, short lists, and last of all',
    ],
    [
      'store/contract/turns',
      'two campaigns share, and one that is far ahead neither stands aside nor goes before',
    ],
  ],
};

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const README = read('README.md');
const onOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** What stands between two places of README, a paragraph or bullet each. */
function claims(from: string, to: string): string[] {
  const part = README.slice(README.indexOf(from), README.indexOf(to));
  return part.split(/\n\n|\n(?=- )/).map(onOneLine);
}

test('every paragraph of what README claims has tests, and all of them are there', () => {
  const all = [
    ...claims('A card goes from', '## Guides'),
    ...claims('All of them send from the same account', '## Another provider'),
    ...claims('| `WAYS=smpp,https`', '| `WAYS=smpp;call=https`'),
    ...claims('- **Nothing is lost.**', '## Keep it running'),
  ].filter((claim) => claim.trim() !== '');
  const phrases = Object.keys(TESTS);
  expect(all.filter((claim) => !phrases.some((phrase) => claim.includes(phrase)))).toEqual([]);
  expect(phrases.filter((phrase) => !all.some((claim) => claim.includes(phrase)))).toEqual([]);
  const named = Object.values(TESTS).flat();
  expect(named.filter(([file, name]) => !onOneLine(read(`test/${file}.test.ts`)).includes(name))).toEqual([]);
});
