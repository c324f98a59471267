import { answer, type Command, refuseWord } from '../src/chat/command.ts';
import {
  changeRole,
  GRANTABLE,
  readGrantee,
  readRole,
  refusalOf,
  tellGrantee,
  whoIs,
} from '../src/chat/grants.ts';

export const grant: Command = {
  spec: { name: 'grant', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'admin',
  examples: ['123456789 operator', 'operator'],
  async run(ask, { text }) {
    const { grantee, isBot, words } = await readGrantee(ask, text);
    if (!grantee) return void (await answer(ask, 'notice', { lines: [{ id: 'grant-whom' }] }));
    const typed = words.join(' ');
    const role = readRole(typed);
    const before = ask.repliedPerson && !/^\d/.test(text.trim()) ? '' : `${grantee.id} `;
    if (!role) return refuseWord(ask, grant.spec, { typed, values: GRANTABLE, before });
    const refusal = await refusalOf(ask, { grantee, isBot, role });
    const args = { who: whoIs(grantee), role };
    if (refusal) return void (await answer(ask, 'notice', { lines: [{ id: refusal, args }] }));
    if (role === 'owner') return;
    await changeRole(ask, grantee, role);
    await answer(ask, 'notice', { lines: [{ id: 'grant-done', args }] });
    await tellGrantee(ask, grantee, role);
  },
};
