import { distance } from 'fastest-levenshtein';

/** What other senders' APIs call the fields of this one, in small letters without signs. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  to: 'phone phones phonenumber number numbers mobile msisdn recipient recipients destination dest receiver address'.split(
    ' ',
  ),
  text: 'message messages body content msg mes sms smstext messagetext'.split(' '),
  from: 'sender senderid sendername source src originator alphaname'.split(' '),
  at: 'time date datetime sendat sendtime schedule scheduled scheduleat scheduledat scheduletime delay'.split(
    ' ',
  ),
  kind: ['type', 'lookup', 'messagetype'],
  channel: ['type', 'transport', 'method'],
  subject: ['title', 'subj'],
  chat: ['chatid'],
  thread: ['threadid', 'topic', 'messagethreadid'],
  after: ['timeout'],
  via: ['channels', 'fallback'],
};

/** The field that is likely to be meant by a name that none has; null: none is. */
export function meantField(typed: string, known: readonly string[]): string | null {
  const name = typed.toLowerCase().replace(/[^a-z]/g, '');
  const called = (field: string) => field === name || ELSEWHERE[field]?.includes(name);
  return known.find(called) ?? known.find((field) => field.length > 2 && distance(name, field) === 1) ?? null;
}
