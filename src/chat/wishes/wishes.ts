import { decline } from '../answer.ts';
import type { Context } from '../context.ts';
import { mayUse } from '../people/access.ts';
import { declineUse } from '../people/not-allowed.ts';
import { refuse } from '../refuse.ts';
import { shorten } from '../show/view.ts';
import { bare, begun, type Filled, type Place, readings } from './phrases.ts';
import { readPlaces } from './places.ts';

/** The lists of phrases, and the line that does what each of them says. */
const LINES = {
  'wish-stop-list-number': '/stoplist NUMBER',
  'wish-contact-number': '/contact change KNOWN NUMBER',
  'wish-contact-rename': '/contact rename ENTRY CONTACT',
  'wish-contact-add': '/contact add CONTACT NUMBER',
  'wish-contact': '/contact',
  'wish-group-add': '/group add GROUP HOLDER',
  'wish-group-remove': '/group remove GROUP HOLDER',
  'wish-group-members': '/group GROUP',
  'wish-group': '/group',
  'wish-template-change': '/template change TEMPLATE TEXT',
  'wish-template-send': '/t TEMPLATE WHOM',
  'wish-template': '/template',
  'wish-sms-group': '/sms #GROUP TEXT',
  'wish-contact-import': '/contact import',
  'wish-contact-export': '/contact export',
  'wish-ping': '/ping NUMBER',
  'wish-watch-mute': '/watch mute',
  'wish-watch-failed': '/watch failed',
  'wish-watch-incoming': '/watch incoming',
  'wish-stats-person': '/stats PERIOD by=PERSON',
  'wish-audit': '/audit',
  'wish-audit-when': '/audit PERSON PERIOD',
  'wish-audit-person': '/audit PERSON',
  'wish-call': '/call WHOM TEXT',
  'wish-ping-until-on': '/ping NUMBER until on',
  'wish-code-telegram': '/tgm NUMBER CODE',
  'wish-code': '/sms WHOM CODE',
  'wish-sms-at': '/sms WHOM at=TIME',
  'wish-stop-list-add': '/stoplist add WHOM',
  'wish-history': '/history WHOM',
  'wish-export': '/export WHOM',
  'wish-stats-number': '/stats 30d number=NUMBER',
  'wish-stats': '/stats PERIOD',
  'wish-cost': '/stats 30d',
  'wish-error': '/error ERROR',
  'wish-scheduled': '/scheduled',
  'wish-queue': '/queue',
  'wish-health': '/health',
  'wish-people': '/people',
  'wish-grant': '/grant PERSON ROLE',
  'wish-grant-id': '/grant ID ROLE',
  'wish-grant-new': '/grant ROLE',
  'wish-let-in': '/grant operator',
  'wish-let-look': '/grant viewer',
  'wish-revoke': '/revoke PERSON',
  'wish-token-revoke': '/token revoke TOKEN',
  // Its words hold no name; of those below a name that no token can have stands in the last.
  'wish-token': '/token',
  'wish-token-add': '/token add NAME may=messages,lookups',
  'wish-token-named': '/token',
  'wish-hook': '/hook',
  'wish-sender': '/settings sender',
  'wish-hours': '/settings hours',
  'wish-setting': '/settings SETTING',
  'wish-stop': '/stop',
  'wish-help': '/help',
  'wish-contact-remove': '/contact remove ENTRY',
  'wish-forget': '/forget NUMBER',
  'wish-template-show': '/template TEMPLATE',
  'wish-template-remove': '/template remove TEMPLATE',
  'wish-stop-list-remove': '/stoplist remove NUMBER',
  'wish-operator': '/hlr WHOM',
  'wish-fate': '/status WHOM',
  'wish-inbox': '/inbox',
  'wish-away-now': '/away',
  'wish-away': '/away TEXT',
  'wish-back': '/back',
  'wish-zone': '/settings zone TEXT',
  'wish-quiet': '/settings quiet',
  'wish-viber': '/viber WHOM TEXT',
  'wish-contact-show': '/contact KNOWN',
  'wish-sender-set': '/settings sender NAME',
  'wish-stop-list': '/stoplist',
  'wish-inbox-on': '/inbox on',
  'wish-call-what': '/call NUMBER',
  'wish-sms-at-that': '/sms WHOM at=TIME TEXT',
  'wish-email-text': '/email ADDRESS subject=… TEXT',
  'wish-email': '/email ADDRESS subject=… …',
  'wish-sms': '/sms WHOM TEXT',
  'wish-sms-what': '/sms NUMBER',
  'wish-sms-known': '/sms KNOWN',
  'wish-template-add': '/template add CONTACT TEXT',
  'wish-errors': '/stats PERIOD by=code',
} as const;

/** Of these the mark of a question is a part: without it they tell the bot something else. */
const ASKED: readonly string[] = ['wish-stop-list-number'];

/** What is said to who wants what no command does. */
const SAYINGS = { 'wish-taken-back': 'nothing-taken-back-said', 'wish-status': 'status-which' } as const;

const PLACE = /\b[A-Z]+\b/g;

const filledIn = (line: string, read: Filled): string =>
  line.replace(
    PLACE,
    (place) =>
      read[place as Place] ??
      (place === 'WHOM' ? (read.NUMBER ?? read.NUMBERS ?? read.TWO ?? read.KNOWN) : undefined) ??
      place,
  );

/**
 * Answers a message that says from its first word to its last what is wanted of the bot with the line that does it: nothing
 * runs that was not typed as a command. Returns whether it was one.
 */
export async function offerWish(context: Context, message: string): Promise<boolean> {
  const words = bare(message);
  const whole = begun(message);
  const find = async (id: string): Promise<Filled | null> => {
    // Of a text nothing is left out.
    const texts = readings(whole, id).filter(({ TEXT }) => TEXT !== undefined);
    for (const filled of [...texts, ...readings(words, id)]) {
      const read = await readPlaces(context, filled);
      if (read) return read;
    }
    return null;
  };
  for (const [id, line] of Object.entries(LINES)) {
    const name = /\w+/.exec(line)?.[0];
    const command = context.commands.find(({ spec }) => spec.name === name);
    if (!command || (ASKED.includes(id) && !message.trimEnd().endsWith('?'))) continue;
    const read = await find(id);
    if (!read) continue;
    await offer(context, command, filledIn(line, read), message);
    return true;
  }
  for (const [id, said] of Object.entries(SAYINGS)) {
    if (!(await find(id))) continue;
    await decline(context, said);
    return true;
  }
  return false;
}

/** Of what was typed so much is said back (UTF-16 units). */
const TYPED_LENGTH = 60;

async function offer(
  context: Context,
  command: Context['commands'][number],
  line: string,
  message: string,
): Promise<void> {
  const { person, place } = context;
  if (!mayUse(command, person.role, place)) {
    await declineUse(context, command);
    return;
  }
  await refuse(context, {
    command: command.spec,
    problem: { kind: 'looks-like', typed: shorten(message.trim(), TYPED_LENGTH) },
    reading: '',
    instead: [line],
    typed: '',
  });
}
