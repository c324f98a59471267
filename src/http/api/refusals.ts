import type { ConsentMissing } from '../../desk/consent.ts';
import type { WordNeeded } from '../../desk/order.ts';
import type { OnStopList } from '../../desk/stop-list.ts';
import { AFTER_SECONDS, CHAIN_CHANNELS } from '../../messages/chain.ts';
import type { NotInMail, RefusalReason } from '../../messages/request.ts';
import type { WaitingReason } from '../../messages/waiting.ts';
import { Problem, wrongField } from './problem.ts';

/** The field of what a mail has no place for. */
const OUT_OF_MAIL: Readonly<Record<NotInMail, string>> = {
  channel: 'channel',
  comment: 'comment',
  call: 'voice',
  chain: 'via',
  mark: 'text',
  length: 'text',
};

const characters = (some: readonly string[]): string => some.map((one) => `“${one}”`).join(' ');

/** What cannot go as it was asked, by the field that it stands in. */
export function refused(reason: RefusalReason): Problem {
  switch (reason.kind) {
    case 'changes-channel':
      return wrongField('text', `${reason.mark} at its beginning would make another channel of it`);
    case 'cut-by-mark':
      return wrongField('text', `the provider would cut it, or the comment, at “${reason.mark}”`);
    case 'comment-needs-wider-alphabet':
      return wrongField(
        'comment',
        `${characters(reason.characters)} would make the message dearer: ${reason.alphabet} has no such characters`,
      );
    case 'not-in-alphabet':
      return wrongField('alphabet', `${reason.alphabet} has no ${characters(reason.characters)}`);
    case 'alphabet-unavailable':
      return wrongField('alphabet', `${reason.alphabet} cannot be sent by this connection`);
    case 'channel-unavailable':
      return wrongField('channel', `the provider has no ${reason.channel}`);
    case 'no-place-in-mail':
      return wrongField(OUT_OF_MAIL[reason.what], 'messages go by mail alone, which has no place for it');
    case 'comment-unavailable':
      return wrongField('comment', 'the provider keeps none');
    case 'bad-code':
      return wrongField('code', '4 to 8 digits');
    case 'bad-bot-name':
      return wrongField('bot', `${reason.bot} is no name of a bot, such as @shop_bot`);
    case 'unknown-voice':
      return wrongField('voice', `there is no voice ${reason.voice}`);
    case 'bad-sender':
      return wrongField('from', `${reason.from}: up to 11 Latin letters and digits, or up to 15 digits`);
    case 'empty-text':
      return wrongField('text', 'empty');
    case 'empty-comment':
      return wrongField('comment', 'empty');
    case 'empty-subject':
      return wrongField('subject', 'empty');
    case 'subject-breaks-line':
      return wrongField('subject', 'more than one line');
    case 'comment-with-call-options':
      return wrongField('comment', 'beside ring, retry or tries there is no place for one');
    case 'too-long':
      return wrongField('text', `${reason.parts} parts, at most ${reason.limit} can be sent`);
    case 'out-of-range':
      return wrongField(reason.option, `a whole number from ${reason.min} to ${reason.max}`);
    case 'bad-via':
      return wrongField(
        'via',
        `two or more of ${CHAIN_CHANNELS.join(', ')}, in the order in which they are tried, ${reason.channel} among them`,
      );
    case 'bad-after': {
      const { min, max } = AFTER_SECONDS;
      return wrongField('after', `beside via: how long each may take, ${min} to ${max} seconds, such as 60s`);
    }
  }
}

/** What a person would be asked: it goes where the call says that it may. */
export function confirmationNeeded({ reasons, parts, callsOnly }: WordNeeded): Problem {
  const words: Partial<Record<WaitingReason, string>> = {
    price: `a message costs ${parts} parts, or more than it would in plain characters`,
    landline: `landlines show no message: ${callsOnly.map((number) => `+${number}`).join(', ')}`,
  };
  const why = reasons.map((reason) => words[reason] ?? reason).join('; ');
  const message = `${why}. Send it all the same with "confirm": true`;
  return new Problem(422, message, { errors: [{ field: 'confirm', message }] });
}

/** Numbers that are named. */
const NAMED = 10;

/** It goes to nobody who has not consented. */
export function consentMissing({ numbers }: ConsentMissing): Problem {
  const more = numbers.length > NAMED ? `, and ${numbers.length - NAMED} more` : '';
  const named = numbers.slice(0, NAMED).map((number) => `+${number}`);
  return wrongField(
    'to',
    `no contact has the consent of ${named.join(', ')}${more} on record, which this needs: /contact add and /contact change take it in the chat, with consent=`,
  );
}

/** All of them are on the stop list, each by its field. */
export function allStopped({ entries }: OnStopList, to: readonly string[]): Problem {
  const errors = to.map((recipient, at) => {
    const since = new Date(entries.get(recipient)?.at ?? 0).toISOString();
    return { field: to.length === 1 ? 'to' : `to[${at}]`, message: `on the stop list since ${since}` };
  });
  return new Problem(422, 'nothing was sent: all recipients are on the stop list', { errors });
}
