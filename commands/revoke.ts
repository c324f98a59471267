import { answer } from '../src/chat/answer.ts';
import { noticeCard } from '../src/chat/cards/notice/body.ts';
import type { Command } from '../src/chat/command.ts';
import { changeRole, closedLines, readGrantee, refusalOf, whoIs } from '../src/chat/grants.ts';
import { findPerson } from '../src/store/people.ts';

export const revoke: Command = {
  spec: { name: 'revoke', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'admin',
  examples: ['123456789', ''],
  async run(context, { text }) {
    const { grantee, isBot, words } = await readGrantee(context, text);
    const say = async (id: string, args = {}): Promise<void> =>
      void (await answer(context, noticeCard, { lines: [{ id, args }] }));
    if (!grantee || words.length > 0) return say('revoke-whom');
    const args = { who: whoIs(grantee) };
    const refusal = await refusalOf(context, { grantee, isBot, role: null });
    if (refusal) return say(refusal, args);
    if (!(await findPerson(context.tx.db, grantee.id))?.role) return say('revoke-none', args);
    const closed = await changeRole(context, grantee, null);
    await answer(context, noticeCard, { lines: [{ id: 'revoke-done', args }, ...closedLines(closed)] });
  },
};
