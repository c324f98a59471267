import { answer, decline } from '../src/chat/answer.ts';
import { quotaCard } from '../src/chat/cards/quota/body.ts';
import { listed } from '../src/chat/cards/words.ts';
import type { Command } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { doneInPrivate } from '../src/chat/in-private.ts';
import { isOneOf, localeFor, wordsIn } from '../src/chat/locale.ts';
import { may } from '../src/chat/people/access.ts';
import { nameLike, peopleCalled } from '../src/chat/people/people-like.ts';
import { QUOTA_OPTIONS, type QuotaProblem, readQuotaLine } from '../src/chat/people/quota-line.ts';
import type { Did } from '../src/chat/record.ts';
import { refuse } from '../src/chat/refuse.ts';
import { type GrantableRole, type Person, peopleNamed, peopleWithRoles } from '../src/store/people/people.ts';
import { ofPerson, ofRole, setQuota } from '../src/store/people/quotas.ts';

/** Roles whose people each may have the same quota. */
const ROLES: readonly GrantableRole[] = ['operator', 'viewer', 'admin'];

/** What people may send by day and month, in messages and in money. */
export const quota: Command = {
  spec: { name: 'quota', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'viewer',
  showsAlone: true,
  examples: ['', '123456789 day=500 month=10000', '{operators} spend-day=1000', '123456789 day=off'],
  // Where nobody is named, what is set is said all the same.
  asOptions: (rest) => (/^\s*[\p{L}-]+=/iu.test(rest) ? ` -- ${rest.trim()}` : rest),
  run: (context, { text }) =>
    doneInPrivate(context, 'quota-in-private', (inPrivate) => answerLine(inPrivate, text.trim())),
};

/** Who, and an amount without a word of what it is, perhaps with one behind: `Nikolai 1 000 a day`. */
const AMOUNT = /^(.+?)\s(\d{1,3}(?:\s\d{3})+|\d+)(?:\s+\p{L}[\p{L}\s]*)?$/u;

async function answerLine(context: Context, line: string): Promise<Did | null> {
  const { person, tx, settings } = context;
  const isAdmin = may(person.role, 'admin');
  if (line === '') {
    return { cardId: await answer(context, quotaCard, { person: isAdmin ? null : person.id }) };
  }
  const read = readQuotaLine(line);
  if ('kind' in read) return refuseLine(context, read, line);
  if (!isAdmin) return decline(context, 'quota-not-allowed');
  const { who, change } = read;
  if (who === '') return decline(context, 'quota-whom');
  const role = ROLES.find((one) => isOneOf(who, `typed-${one}s`));
  if (role !== undefined) return setFor(context, { role, person: null }, change);
  // Nothing is set for somebody whose name was typed otherwise.
  const isShown = Object.keys(change).length === 0;
  const found = await (isShown ? peopleCalled : peopleNamed)(tx.db, who);
  const known = found.filter((one) => one.role !== null || settings.ownerIds.includes(one.id));
  const [only, another] = known;
  const [, whom, amount] = AMOUNT.exec(who) ?? [];
  if (!only && whom !== undefined) {
    return refuse(context, {
      command: quota.spec,
      problem: { kind: 'quota-of-what', typed: amount ?? '' },
      reading: `/quota ${line}`,
      instead: Object.keys(QUOTA_OPTIONS).map(
        (name) => `/quota ${whom} ${name}=${amount?.replace(/\s/g, '')}`,
      ),
    });
  }
  if (!only) {
    const name = await nameLike(tx.db, who);
    return name === null
      ? declineNobody(context, line, who)
      : decline(context, 'quota-nobody-near', { typed: who, line: `/quota ${line.replace(who, name)}` });
  }
  if (another) return refuseSeveral(context, known, line, who);
  if (settings.ownerIds.includes(only.id)) return decline(context, 'quota-owner', { name: only.name });
  return setFor(context, { role: only.role, person: only.id }, change);
}

/** People who are named; the others are counted. */
const NAMED = 8;

/** Nobody has that name and no role is called so: says who there is, with the line for every operator. */
async function declineNobody(context: Context, line: string, who: string): Promise<null> {
  const { tx, language, settings } = context;
  const locale = localeFor(language, settings.timeZone);
  const names = (await peopleWithRoles(tx.db)).map(({ id, name }) => name || String(id));
  const roles = ROLES.flatMap((role) => wordsIn(language, `typed-${role}s`)[0] ?? []);
  return decline(context, 'quota-nobody', {
    typed: who,
    names: names.length === 0 ? '—' : listed(locale, names, NAMED),
    roles: roles.join(', '),
    line: `/quota ${line.replace(who, roles[0] ?? '')}`,
  });
}

/** Where nothing is changed, what there is is shown. */
async function setFor(
  context: Context,
  { role, person }: { readonly role: GrantableRole | null; readonly person: number | null },
  change: Parameters<typeof setQuota>[2],
): Promise<Did | null> {
  const { tx, now, person: asker } = context;
  const card = { person };
  if (Object.keys(change).length === 0) return { cardId: await answer(context, quotaCard, card) };
  if (role === 'admin' && asker.role !== 'owner') return decline(context, 'quota-only-owners');
  const subject = person === null && role !== null ? ofRole(role) : ofPerson(person ?? 0);
  await setQuota(tx, subject, change, { by: asker.id, now });
  const said = Object.entries(QUOTA_OPTIONS).flatMap(([name, limit]) =>
    change[limit] === undefined ? [] : `${name}=${change[limit] ?? 'off'}`,
  );
  return { cardId: await answer(context, quotaCard, card), arg: [person ?? `${role}s`, ...said].join(' ') };
}

/** Lines to copy, one for each of those who may be meant. */
const refuseSeveral = (context: Context, people: readonly Person[], line: string, who: string) =>
  refuse(context, {
    command: quota.spec,
    problem: { kind: 'ambiguous', typed: who },
    reading: `/quota ${line}`,
    instead: people.map(({ id }) => `/quota ${line.replace(who, String(id))}`),
  });

function refuseLine(context: Context, problem: QuotaProblem, line: string): Promise<null> {
  const about = { command: quota.spec, reading: `/quota ${line}`, instead: [] };
  switch (problem.kind) {
    case 'unknown-option':
      return refuse(context, { ...about, problem: { ...problem, known: Object.keys(QUOTA_OPTIONS) } });
    case 'bad-messages': {
      const expected = { kind: 'integer', min: 0, max: problem.most } as const;
      return refuse(context, { ...about, problem: { ...problem, kind: 'bad-option', expected } });
    }
    case 'bad-money':
      return decline(context, 'quota-bad-money', { name: problem.name, value: problem.value });
  }
}
