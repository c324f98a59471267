import { answer, decline } from '../src/chat/answer.ts';
import { hooksCard } from '../src/chat/cards/hooks/body.ts';
import type { Command } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import type { CommandSpec } from '../src/chat/grammar.ts';
import { type HookProblem, readHookLine } from '../src/chat/hook-line.ts';
import { makeHook } from '../src/chat/hooks.ts';
import { doneInPrivate } from '../src/chat/in-private.ts';
import type { Did } from '../src/chat/record.ts';
import { refuse, refuseWord } from '../src/chat/refuse.ts';
import { HOOK_EVENTS } from '../src/store/hooks-at-hand.ts';

const spec: CommandSpec = {
  name: 'hook',
  recipients: 'none',
  recipientKind: 'phone',
  options: {},
  text: 'optional',
};

const ALL = HOOK_EVENTS.join(',');
const EXAMPLE = `add https://shop.example/sms events=${ALL}`;

function refuseLine(context: Context, problem: HookProblem, line: string): Promise<null> {
  switch (problem.kind) {
    case 'no-address':
    case 'bad-address':
    case 'plain':
    case 'password':
      return decline(context, `hook-${problem.kind}`, { typed: '', ...problem, line: `/hook ${EXAMPLE}` });
    case 'bad-event':
      return refuseWord(context, spec, {
        typed: problem.typed,
        values: HOOK_EVENTS,
        reading: line,
        before: `add ${problem.address} events=`,
      });
    case 'unknown-word':
      return refuse(context, {
        command: spec,
        problem: { kind: 'unknown-option', word: problem.word, known: ['events'] },
        reading: `/hook add ${line}`,
        instead: [],
      });
  }
}

/** Addresses of other programs that are told what happens. */
export const hook: Command = {
  spec,
  role: 'admin',
  examples: ['', EXAMPLE],
  run: (context, { text }) =>
    doneInPrivate(context, 'hook-in-private', (inPrivate) => answerLine(inPrivate, text)),
};

async function answerLine(context: Context, text: string): Promise<Did | null> {
  const [verb = '', ...rest] = text.trim().split(/\s+/);
  const line = rest.join(' ');
  if (verb === '' || verb.toLowerCase() === 'list') {
    return { cardId: await answer(context, hooksCard, {}) };
  }
  if (verb.toLowerCase() !== 'add') {
    return refuseWord(context, spec, { typed: verb, values: ['add', ''], instead: ['', EXAMPLE] });
  }
  const read = readHookLine(line, context.settings.hooksMayBePrivate);
  return 'kind' in read ? refuseLine(context, read, line) : makeHook(context, read);
}
