import { answer, refuseWord } from '../src/chat/answer.ts';
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

export const grant: Command = {
  spec: { name: 'grant', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'admin',
  examples: ['123456789 operator', 'operator'],
  async run(ask, { text }) {
    const { grantee, isBot, isUnclear, words } = await readGrantee(ask, text);
    const typed = words.join(' ');
    if (isUnclear || (!grantee && typed === '')) {
      return void (await answer(ask, noticeCard, { lines: [{ id: 'grant-whom' }] }));
    }
    const role = readRole(typed);
    const before = !grantee || (ask.repliedPerson && !/^\d/.test(text.trim())) ? '' : `${grantee.id} `;
    if (!role) return refuseWord(ask, grant.spec, { typed, values: GRANTABLE, before });
    if (!grantee) return invite(ask, role);
    const refusal = await refusalOf(ask, { grantee, isBot, role });
    const args = { who: whoIs(grantee), role };
    if (refusal) return void (await answer(ask, noticeCard, { lines: [{ id: refusal, args }] }));
    if (role === 'owner') return;
    const closed = await changeRole(ask, grantee, role);
    await answer(ask, noticeCard, { lines: [{ id: 'grant-done', args }, ...closedLines(closed)] });
    await tellGrantee(ask, grantee, role);
  },
};
