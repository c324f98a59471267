import { answer, decline } from '../src/chat/answer.ts';
import { tokensCard } from '../src/chat/cards/tokens/body.ts';
import type { Command } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import type { CommandSpec } from '../src/chat/grammar.ts';
import { inPrivate } from '../src/chat/in-private.ts';
import type { Did } from '../src/chat/record.ts';
import { refuse, refuseWord } from '../src/chat/refuse.ts';
import { readTokenLine, type TokenProblem } from '../src/chat/token-line.ts';
import { makeToken } from '../src/chat/tokens.ts';
import { isReached } from '../src/store/cards.ts';
import { RIGHTS } from '../src/store/tokens.ts';

const spec: CommandSpec = {
  name: 'token',
  recipients: 'none',
  recipientKind: 'phone',
  options: {},
  text: 'optional',
};

const ALL = RIGHTS.join(',');

function refuseLine(context: Context, problem: TokenProblem, line: string): Promise<null> {
  const reading = `/token add ${line}`;
  switch (problem.kind) {
    case 'no-name':
    case 'bad-name':
      return decline(context, `token-${problem.kind}`, { typed: '', ...problem, all: ALL });
    case 'no-rights':
      return decline(context, 'token-no-rights', { name: problem.name, all: ALL });
    case 'bad-right':
      return refuseWord(context, spec, {
        typed: problem.typed,
        values: RIGHTS,
        reading: line,
        before: `add ${problem.name} may=`,
      });
    case 'bad-limit': {
      const { name, value, min, max } = problem;
      const expected = { kind: 'integer', min, max } as const;
      return refuse(context, {
        command: spec,
        problem: { kind: 'bad-option', name, value, expected },
        reading,
        instead: [],
      });
    }
    case 'unknown-word':
      return refuse(context, {
        command: spec,
        problem: { kind: 'unknown-option', word: problem.word, known: ['may', 'rate', 'day'] },
        reading,
        instead: [],
      });
  }
}

/** Tokens by which other programs call. */
export const token: Command = {
  spec,
  role: 'owner',
  examples: ['', `add shop may=${RIGHTS.slice(0, 2).join(',')}`],
  async run(context, { text }) {
    if (context.place.isPrivate) return answerLine(context, text);
    // Nor in the place of what an edited line had brought about there.
    const did = await answerLine({ ...(await inPrivate(context)), replaces: null }, text);
    if (await isReached(context.tx.db, context.person.id)) await decline(context, 'token-in-private');
    else await decline(context, 'private-not-started', { bot: context.settings.username });
    return did;
  },
};

async function answerLine(context: Context, text: string): Promise<Did | null> {
  const [verb = '', ...rest] = text.trim().split(/\s+/);
  const line = rest.join(' ');
  if (verb === '' || verb.toLowerCase() === 'list') {
    return { cardId: await answer(context, tokensCard, {}) };
  }
  if (verb.toLowerCase() !== 'add') {
    return refuseWord(context, spec, {
      typed: verb,
      values: ['add', ''],
      instead: ['', `add ${verb} may=${ALL}`],
    });
  }
  const read = readTokenLine(line);
  return 'kind' in read ? refuseLine(context, read, line) : makeToken(context, read);
}
