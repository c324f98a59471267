import type { Ledger, Typed } from './ledger.ts';
import { countedBy, type Said, saidBy } from './standing.ts';

/** Endings of numbers that nothing reaches. */
const UNREACHED = /(01|06|11|12|13|21|53|54|55)$/;
const isReached = (recipient: string): boolean => recipient.includes('@') || !UNREACHED.test(recipient);

export interface Verdict {
  readonly lost: string[];
  readonly twice: string[];
  readonly wrong: string[];
  /** Messages that stand in doubt before a person. */
  readonly doubtful: number;
  readonly messages: number;
}

const cardText = (ledger: Ledger, { kind, chat, token, recipients }: Typed): string | null =>
  ledger.card(chat, kind === 'lookup' ? (recipients[0] ?? '') : token)?.message.text ?? null;

/** True while its card is not there, or says that something is still to come by itself. */
export function isMoving(ledger: Ledger, typed: Typed): boolean {
  const text = cardText(ledger, typed);
  if (text === null) return true;
  if (typed.kind !== 'list') return [null, 'moving', 'asks'].includes(saidBy(text));
  const counts = countedBy(text);
  return counts.size === 0 || counts.has('moving');
}

/**
 * Compares what the cards say with what the SMSC took and the phones have.
 * @param isByMail some of it may have gone by mail
 */
export function judge(ledger: Ledger, isByMail: boolean): Verdict {
  const verdict = {
    lost: [] as string[],
    twice: [] as string[],
    wrong: [] as string[],
    doubtful: 0,
    messages: 0,
  };
  const alike = Map.groupBy(
    ledger.typed.filter(({ kind }) => kind === 'single'),
    ({ token }) => token,
  );
  for (const group of alike.values()) judgeSingles(ledger, group, verdict);
  for (const typed of ledger.typed) {
    if (typed.kind === 'list') judgeList(ledger, typed, isByMail, verdict);
    if (typed.kind === 'lookup') judgeLookup(ledger, typed, verdict);
  }
  for (const { token, number } of ledger.incoming) {
    verdict.messages += 1;
    if (!ledger.shownIncoming(token)) verdict.lost.push(`incoming ${token} from ${number} was never shown`);
  }
  return verdict;
}

/** One text to one number, typed once or by several people: each has a card of his own. */
function judgeSingles(
  ledger: Ledger,
  group: readonly Typed[],
  verdict: Verdict & { doubtful: number; messages: number },
): void {
  const [first] = group;
  const [recipient = ''] = first?.recipients ?? [];
  if (!first) return;
  verdict.messages += group.length;
  const taken = ledger.taken(recipient, first.token);
  const received = ledger.received(recipient, first.token);
  const refused = ledger.refused(recipient, first.token);
  const said = group.map((typed) => {
    const text = cardText(ledger, typed);
    return text === null ? null : saidBy(text);
  });
  const count = (...wanted: (Said | null)[]): number => said.filter((each) => wanted.includes(each)).length;
  const what = `${first.token} to ${recipient}: cards say ${said.join(', ')}; taken ${taken}, refused ${refused}, received ${received}`;
  const doubtful = count('doubt');
  verdict.doubtful += doubtful;
  if (Math.max(taken, received) > group.length) verdict.twice.push(what);
  else if (count(null) > 0) (taken < group.length ? verdict.lost : verdict.wrong).push(`no card: ${what}`);
  else if (count('moving', 'asks') > 0) verdict.wrong.push(`not at rest: ${what}`);
  else if (taken + doubtful + refused < group.length) verdict.lost.push(what);
  else if (doubtful > 0 && ledger.told(recipient, first.token)) verdict.wrong.push(`known: ${what}`);
  else if (isReached(recipient)) {
    if (count('delivered') > received) verdict.wrong.push(`not delivered: ${what}`);
    else if (taken > count('delivered') + doubtful) verdict.wrong.push(`denied: ${what}`);
  } else if (count('delivered') > 0) verdict.wrong.push(`nobody was reached: ${what}`);
}

function judgeList(
  ledger: Ledger,
  typed: Typed,
  isByMail: boolean,
  verdict: Verdict & { doubtful: number; messages: number },
): void {
  const { token, recipients } = typed;
  verdict.messages += recipients.length;
  for (const recipient of recipients) {
    const taken = ledger.taken(recipient, token);
    const received = ledger.received(recipient, token);
    if (Math.max(taken, received) > 1)
      verdict.twice.push(`${token} to ${recipient}: taken ${taken}, received ${received}`);
  }
  const text = cardText(ledger, typed);
  if (text === null) {
    verdict.lost.push(`no card: list ${token}`);
    return;
  }
  const counts = countedBy(text, isByMail);
  const delivered = counts.get('delivered') ?? 0;
  const doubtful = counts.get('doubt') ?? 0;
  const failed = counts.get('failed') ?? 0;
  const received = recipients.filter((recipient) => ledger.received(recipient, token) > 0).length;
  const taken = recipients.filter((recipient) => ledger.taken(recipient, token) > 0);
  const unreached = taken.filter((recipient) => !isReached(recipient)).length;
  const refused = recipients.filter(
    (recipient) => ledger.taken(recipient, token) === 0 && ledger.refused(recipient, token) > 0,
  ).length;
  const untold = recipients.filter((recipient) => !ledger.told(recipient, token)).length;
  const figures = [...counts].map(([said, count]) => `${said} ${count}`).join(', ');
  const facts = `taken ${taken.length}, refused ${refused}, received ${received}, cannot be reached ${unreached}`;
  const what = `list ${token}: card says ${figures} of ${recipients.length}; ${facts}`;
  verdict.doubtful += doubtful;
  if (delivered + doubtful + failed !== recipients.length) verdict.wrong.push(`not at rest: ${what}`);
  else if (taken.length + refused + doubtful < recipients.length) verdict.lost.push(what);
  else if (delivered > received) verdict.wrong.push(`not delivered: ${what}`);
  else if (received > delivered + doubtful || failed > unreached + refused)
    verdict.wrong.push(`denied: ${what}`);
  else if (doubtful > untold) verdict.wrong.push(`known: ${what}`);
}

/** A look-up may be repeated, nobody's phone rings; its card has to tell something in the end. */
function judgeLookup(
  ledger: Ledger,
  typed: Typed,
  verdict: Verdict & { doubtful: number; messages: number },
): void {
  verdict.messages += 1;
  const text = cardText(ledger, typed);
  const said = text === null ? null : saidBy(text);
  if (said === 'doubt') verdict.doubtful += 1;
  if (said === null) verdict.lost.push(`look-up of ${typed.recipients.join()} has no card`);
  else if (said === 'moving' || said === 'asks')
    verdict.wrong.push(`not at rest: look-up of ${typed.recipients.join()}`);
  else if (said === 'delivered' && !typed.recipients.every(isReached))
    verdict.wrong.push(`nobody was reached: look-up of ${typed.recipients.join()}`);
}
