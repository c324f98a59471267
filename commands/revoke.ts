import { answer, decline } from '../src/chat/answer.ts';
import { noticeCard } from '../src/chat/cards/notice/body.ts';
import type { Command } from '../src/chat/command.ts';
import {
  changeRole,
  closedLines,
  linesByName,
  readGrantee,
  refusalOf,
  whoIs,
} from '../src/chat/people/grants.ts';
import { refuse } from '../src/chat/refuse.ts';
import { findPerson } from '../src/store/people/people.ts';

export const revoke: Command = {
  spec: { name: 'revoke', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'admin',
  examples: ['123456789', ''],
  async run(context, { text }) {
    const { grantee, isBot, words } = await readGrantee(context, text);
    if (!grantee || words.length > 0) {
      const instead = await linesByName(context, 'revoke', text.split(/\s+/).filter(Boolean));
      if (instead.length === 0) return decline(context, 'revoke-whom');
      const typed = text.trim();
      return refuse(context, {
        command: revoke.spec,
        problem: { kind: 'by-id', typed },
        reading: `/revoke ${typed}`,
        instead,
      });
    }
    const args = { who: whoIs(grantee) };
    const refusal = await refusalOf(context, { grantee, isBot, role: null });
    if (refusal) return decline(context, refusal, args);
    const { role = null } = (await findPerson(context.tx.db, grantee.id)) ?? {};
    if (!role) return decline(context, 'revoke-none', args);
    const closed = await changeRole(context, grantee, null);
    const lines = [{ id: 'revoke-done', args }, ...closedLines(closed)];
    return { cardId: await answer(context, noticeCard, { lines }), arg: String(grantee.id) };
  },
};
