import { answer, decline } from '../src/chat/answer.ts';
import { hooksCard } from '../src/chat/cards/hooks/body.ts';
import type { Command } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { isTypoOf } from '../src/chat/grammar/options.ts';
import { typedWords } from '../src/chat/grammar/typed-words.ts';
import type { CommandSpec } from '../src/chat/grammar.ts';
import { type HookProblem, isEvent, readHookLine } from '../src/chat/hook-line.ts';
import { makeHook } from '../src/chat/hooks.ts';
import { doneInPrivate } from '../src/chat/in-private.ts';
import type { Did } from '../src/chat/record.ts';
import { refuseWord } from '../src/chat/refuse.ts';
import { HOOK_EVENTS } from '../src/store/hooks-at-hand.ts';

const spec: CommandSpec = {
  name: 'hook',
  recipients: 'none',
  recipientKind: 'phone',
  options: {},
  text: 'optional',
};

/** What people write who want to see the hooks, or to end one: that is a button beside each. */
const LISTED = new RegExp(`^(?:${typedWords('typed-watches')})$`, 'iu');

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
        reading: problem.list,
        before: `add ${problem.address} events=`,
      });
    case 'unknown-word': {
      const { word, address } = problem;
      const [, name = '', list = ''] = /^(\w+)=(.*)$/s.exec(word) ?? [];
      const isEvents = isTypoOf(name.toLowerCase(), 'events') || (name === '' && isEvent(word));
      return refuseWord(context, spec, {
        typed: word,
        values: ['events='],
        instead: [`events=${isEvents ? list || word : ALL}`],
        reading: line.slice(address.length).trim(),
        before: `add ${address} `,
      });
    }
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
  if (verb === '' || LISTED.test(verb)) {
    return { cardId: await answer(context, hooksCard, {}) };
  }
  if (verb.toLowerCase() !== 'add') {
    return refuseWord(context, spec, { typed: verb, values: ['add'], instead: [EXAMPLE] });
  }
  const read = readHookLine(line, context.settings.hooksMayBePrivate);
  return 'kind' in read ? refuseLine(context, read, line) : makeHook(context, read);
}
