import { answer, decline } from '../src/chat/answer.ts';
import { noticeCard } from '../src/chat/cards/notice/body.ts';
import type { Command } from '../src/chat/command.ts';
import {
  changeRole,
  closedLines,
  GRANTABLE,
  readGrantee,
  readRole,
  refusalOf,
  tellGrantee,
  whoIs,
} from '../src/chat/grants.ts';
import { invite } from '../src/chat/invitations.ts';
import { refuseWord } from '../src/chat/refuse.ts';

export const grant: Command = {
  spec: { name: 'grant', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'admin',
  examples: ['123456789 operator', 'operator'],
  async run(context, { text }) {
    const { grantee, isBot, isUnclear, words } = await readGrantee(context, text);
    const typed = words.join(' ');
    if (isUnclear || (!grantee && typed === '')) {
      return decline(context, 'grant-whom');
    }
    const role = readRole(typed);
    const before = !grantee || (context.repliedPerson && !/^\d/.test(text.trim())) ? '' : `${grantee.id} `;
    if (!role) return refuseWord(context, grant.spec, { typed, values: GRANTABLE, before });
    if (!grantee) return invite(context, role);
    const refusal = await refusalOf(context, { grantee, isBot, role });
    const args = { who: whoIs(grantee), role };
    if (refusal) return decline(context, refusal, args);
    if (role === 'owner') return null;
    const closed = await changeRole(context, grantee, role);
    const lines = [{ id: 'grant-done', args }, ...closedLines(closed)];
    const cardId = await answer(context, noticeCard, { lines });
    await tellGrantee(context, grantee, role);
    return { cardId, arg: `${grantee.id} ${role}` };
  },
};
