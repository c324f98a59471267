import type { WordNeeded } from '../../desk/order.ts';
import type { RefusalReason } from '../../messages/request.ts';
import type { WaitingReason } from '../../messages/waiting.ts';
import { type FieldProblem, Problem } from './problem.ts';

const characters = (some: readonly string[]): string => some.map((one) => `“${one}”`).join(' ');

/** What cannot go as it was asked, by the field that it stands in. */
function refusalOf(reason: RefusalReason): FieldProblem {
  const wrong = (field: string, message: string): FieldProblem => ({ field, message });
  switch (reason.kind) {
    case 'changes-channel':
      return wrong('text', `${reason.mark} at its beginning would make another channel of it`);
    case 'cut-by-mark':
      return wrong('text', `the provider would cut it, or the comment, at “${reason.mark}”`);
    case 'comment-needs-wider-alphabet':
      return wrong(
        'comment',
        `${characters(reason.characters)} would make the message dearer: ${reason.alphabet} has no such characters`,
      );
    case 'not-in-alphabet':
      return wrong('alphabet', `${reason.alphabet} has no ${characters(reason.characters)}`);
    case 'alphabet-unavailable':
      return wrong('alphabet', `${reason.alphabet} cannot be sent by this connection`);
    case 'channel-unavailable':
      return wrong('channel', `the provider has no ${reason.channel}`);
    case 'comment-unavailable':
      return wrong('comment', 'the provider keeps none');
    case 'bad-code':
      return wrong('code', '4 to 8 digits');
    case 'bad-bot-name':
      return wrong('bot', `${reason.bot} is no name of a bot, such as @shop_bot`);
    case 'unknown-voice':
      return wrong('voice', `there is no voice ${reason.voice}`);
    case 'bad-sender':
      return wrong('from', `${reason.from}: up to 11 Latin letters and digits, or up to 15 digits`);
    case 'empty-text':
      return wrong('text', 'empty');
    case 'empty-comment':
      return wrong('comment', 'empty');
    case 'empty-subject':
      return wrong('subject', 'empty');
    case 'subject-breaks-line':
      return wrong('subject', 'more than one line');
    case 'comment-with-call-options':
      return wrong('comment', 'beside ring, retry or tries there is no place for one');
    case 'too-long':
      return wrong('text', `${reason.parts} parts, at most ${reason.limit} can be sent`);
    case 'out-of-range':
      return wrong(reason.option, `a whole number from ${reason.min} to ${reason.max}`);
  }
}

export function refused(reason: RefusalReason): Problem {
  const error = refusalOf(reason);
  return new Problem(422, `${error.field}: ${error.message}`, { errors: [error] });
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
