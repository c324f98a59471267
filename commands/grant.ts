import { answer, decline } from '../src/chat/answer.ts';
import { noticeCard } from '../src/chat/cards/notice/body.ts';
import type { Command } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import type { CommandSpec } from '../src/chat/grammar.ts';
import { roleOf } from '../src/chat/people/access.ts';
import {
  changeRole,
  closedLines,
  FOR,
  linesByName,
  readGrantee,
  readRole,
  readTypedPhone,
  refusalOf,
  roleLast,
  type TypedPhone,
  tellGrantee,
  whoIs,
} from '../src/chat/people/grants.ts';
import { invite } from '../src/chat/people/invitations.ts';
import { refuse, refuseWord } from '../src/chat/refuse.ts';
import { isReached } from '../src/store/chats/cards.ts';
import { GRANTABLE } from '../src/store/people/people.ts';

const spec: CommandSpec = {
  name: 'grant',
  recipients: 'none',
  recipientKind: 'phone',
  options: {},
  text: 'optional',
};

/** Lines to copy where an id was meant after all, and a phone number has none: an invitation, or the id marked as one. */
function refusePhone(context: Context, { typed, kind, rest }: TypedPhone): Promise<null> {
  const role = readRole(rest);
  const roles = role && role !== 'owner' ? [role] : GRANTABLE;
  const before = kind === 'phone-or-id' ? `id${typed} ` : '';
  return refuse(context, {
    command: spec,
    problem: { kind, typed },
    reading: `/grant ${typed} ${rest}`.trimEnd(),
    instead: roles.map((one) => `/grant ${before}${one}`),
  });
}

export const grant: Command = {
  spec,
  role: 'admin',
  examples: ['123456789 operator', 'operator'],
  async run(context, { text }) {
    const phone = await readTypedPhone(context, text.trim());
    if (phone) return refusePhone(context, phone);
    const { grantee, isBot, isUnclear, words } = await readGrantee(context, roleLast(text));
    const typed = words.join(' ').replace(FOR, '');
    if (isUnclear || (!grantee && typed === '')) {
      return decline(context, 'grant-whom');
    }
    const role = readRole(typed);
    const instead = grantee || role ? [] : await linesByName(context, spec.name, words);
    if (instead.length > 0) {
      return refuse(context, {
        command: spec,
        problem: { kind: 'by-id', typed },
        reading: `/grant ${typed}`,
        instead,
      });
    }
    if (!grantee && !role && (words.length > 1 || typed.startsWith('@'))) {
      await answer(context, noticeCard, { lines: [{ id: 'grant-by-name' }, { id: 'grant-whom' }] });
      return null;
    }
    const named =
      !grantee || (context.repliedPerson && !/^(id)?\d/i.test(text.trim())) ? '' : `${grantee.id} `;
    if (!role) return refuseWord(context, spec, { typed, values: GRANTABLE, before: named });
    if (!grantee) return invite(context, role);
    const refusal = await refusalOf(context, { grantee, isBot, role });
    const args = { who: whoIs(grantee), role };
    if (refusal) return decline(context, refusal, args);
    if (role === 'owner') return null;
    const before = await roleOf(context.tx.db, context.settings.ownerIds, grantee.id);
    if (before === role) return decline(context, 'grant-already', args);
    const closed = await changeRole(context, grantee, role);
    const reached = await isReached(context.tx.db, grantee.id);
    const later = reached ? [] : [{ id: 'grant-start' }];
    const lines = [{ id: 'grant-done', args }, ...later, ...closedLines(closed)];
    const cardId = await answer(context, noticeCard, { lines });
    await tellGrantee(context, grantee, { role, before, isReached: reached });
    return { cardId, arg: `${grantee.id} ${role}` };
  },
};
