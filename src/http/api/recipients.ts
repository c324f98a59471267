import { type PhoneProblem, parseEmail, parsePhone } from '../../messages/recipient.ts';
import type { Channel } from '../../messages/request.ts';
import { type FieldProblem, Problem } from './problem.ts';

const WHY: Readonly<Record<PhoneProblem, string>> = {
  'not-a-number': 'no phone number',
  'too-short': 'a phone number with too few digits',
  'too-long': 'a phone number with too many digits',
  'not-valid': 'no phone number that is in use',
};

/**
 * Recipients in the wire's form, each once. Nothing is sent where some are none.
 * @throws Problem
 */
export function readRecipients(to: string | readonly string[], channel: Channel, country: string): string[] {
  const errors: FieldProblem[] = [];
  const recipients = [to].flat().flatMap((typed, at) => {
    const field = typeof to === 'string' ? 'to' : `to[${at}]`;
    const wrong = (message: string) => {
      errors.push({ field, message });
      return [];
    };
    if (channel === 'email') return parseEmail(typed) ?? wrong('no e-mail address');
    const phone = parsePhone(typed, country);
    return 'digits' in phone ? phone.digits : wrong(WHY[phone.problem]);
  });
  if (errors.length > 0) {
    throw new Problem(422, 'nothing was sent: some recipients cannot be read', { errors });
  }
  return [...new Set(recipients)];
}
