import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/* Each row of SECURITY.md's table, by whom something is kept from, and the tests by which it would be noticed. */
const TESTS: Readonly<Record<string, readonly [file: string, test: string][]>> = {
  'strangers on Telegram': [
    ['security/commands', 'can do by commands what that role may, and nothing else'],
    ['security/buttons', 'can do by buttons what that role may, and with a lesser one nothing'],
    ['chat/strangers', 'a stranger is told their id once, and not again on the same day'],
    ['chat/strangers', 'nothing that a stranger wrote is in the store'],
  ],
  'colleagues with a smaller role': [
    ['security/commands', 'can do by commands what that role may, and nothing else'],
    ['security/buttons', 'can do by buttons what that role may, and with a lesser one nothing'],
    ['security/lines', '%s takes the role that it says'],
    ['security/replies', 'of somebody with the role %s does what the role may'],
  ],
  viewers: [
    ['security/sight', 'sees number and state of a message, and no text'],
    ['security/sight', 'who may not send any more reads no texts of earlier cards, their own neither'],
    ['security/left', 'who comes back with a smaller role is not shown what that role does not read'],
  ],
  'members of a group without a role': [
    ['security/commands', 'can do by commands what that role may, and nothing else'],
    ['security/buttons', 'can do by buttons what that role may, and with a lesser one nothing'],
    ['security/sight', 'the number of a message from elsewhere is masked and its text left out (%s)'],
    ['security/sight', 'what was typed there is read there, number and text'],
    ['security/sight', '[Numbers] shows all of it to whoever presses, in private, and is on record (%s)'],
    ['security/sight', 'a file of numbers comes to whoever asks for it, in private (%s)'],
    ['security/sight', 'an IMSI is never shown, though the look-up was typed there; in private it is'],
  ],
  'anonymous admins, channels, other bots': [
    ['security/commands', 'no command is run by %s'],
    [
      'security/buttons',
      'a button does nothing in a chat that is not its card’s, nor for nobody in particular, nor for a bot',
    ],
  ],
  'who writes a command for others to forward, and inline bots': [
    ['security/commands', 'no command of an owner is run that was %s'],
    [
      'security/replies',
      'that was forwarded, made by a bot, edited, or written by nobody in particular does nothing',
    ],
  ],
  'who writes an SMS': [['security/taps', 'no command can be tapped in what a customer wrote: %s']],
  'clients that send what stands on no button': [
    [
      'security/buttons',
      'a button does nothing in a chat that is not its card’s, nor for nobody in particular, nor for a bot',
    ],
    ['security/buttons', 'an action does nothing to a card that does not offer it, whatever a client sends'],
    ['security/buttons', 'callback data that no button carries does nothing'],
  ],
  'who finds an old invitation': [
    ['security/invitations', 'a link works once: the second to open it stays a stranger and is told why'],
    ['security/invitations', 'a link works for a day'],
    ['security/invitations', 'a link that was withdrawn lets nobody in'],
    ['security/invitations', 'a link is worth nothing when whoever made it may not let people in any more'],
    ['security/invitations', 'in a group the link goes to whoever asked, in private'],
  ],
  'who has a copy of the store': [
    ['security/invitations', 'the store has nothing by which a link could be used'],
    ['security/invitations', 'another bot token makes other links'],
  ],
  'a colleague who left': [
    ['security/invitations', 'the groups where they had turned the inbox on read no incoming SMS any more'],
    ['security/invitations', 'an owner who left OWNER_IDS has no inboxes, in no group either'],
    [
      'security/left',
      'an operator who blocked the bot, lost the role and comes back finds no word of a customer',
    ],
    ['security/left', 'a card that changes after its reader has lost the role says only that (%s)'],
    ['security/left', 'an id that was taken out of OWNER_IDS is shown nothing more'],
    ['chat/show/loop', 'who has lost the role for a card is not sent it, and what they have of it goes'],
  ],
  'who reads the store or a chat later': [
    ['security/codes', 'a code that came by %s stands in no table after its end'],
    ['security/codes', 'a failed one can be sent again for ten minutes, and not after that'],
    ['security/codes', '/status shows signs in its place, before its end too'],
    ['store/contract/codes', 'a SQLite file does not hold it either, where nothing is read any more'],
  ],
  'who reads the store long after': [
    [
      'chat/retention/words',
      'every column of text or bytes is known to hold what customers wrote, or not to',
    ],
    ['chat/retention/words', 'what customers wrote is in no column, nor in the file, once it is old'],
    ['chat/retention/kept', 'a whole message goes with its tries, receipts and questions'],
  ],
  'who reads the store after somebody had their data erased': [
    ['store/person', 'nothing in any column of any table names a person who was erased'],
    ['chat/person/forget', 'that somebody is on the stop list outlives what is erased, without the number'],
  ],
  'who reads logs, metrics and errors': [
    [
      'security/leaks',
      'nothing secret, nothing that people wrote and no number in full is logged, printed or served',
    ],
    ['security/output', 'a run in which one test leaks fails, and says which'],
  ],
  'callers of the HTTP server': [
    ['security/routes', '%s does what the caller’s secret allows, and nothing else'],
    ['security/routes', 'what is not configured is not there, whatever secret is shown'],
    ['security/routes', 'what is nested without end is refused, and the server lives on'],
  ],
  spreadsheets: [['security/bounds', 'no cell of a file in %s can run as a formula']],
};

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** The first cell of each row of the first table. */
function rows(): string[] {
  const [, table = ''] = /^\| --- .*\n((?:\|.*\n)+)/m.exec(read('SECURITY.md')) ?? [];
  return table
    .trimEnd()
    .split('\n')
    .map((row) => row.split('|')[1]?.trim() ?? '');
}

test('every row of SECURITY.md has tests, and all of them are there', () => {
  expect(rows()).toEqual(Object.keys(TESTS));
  for (const [file, name] of Object.values(TESTS).flat()) {
    expect(read(`test/${file}.test.ts`), `${file}: ${name}`).toContain(name);
  }
});
