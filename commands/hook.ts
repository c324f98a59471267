import { answer, decline } from '../src/chat/answer.ts';
import { hooksCard } from '../src/chat/cards/hooks/body.ts';
import type { Command } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { isTypoOf } from '../src/chat/grammar/options.ts';
import { typedWords } from '../src/chat/grammar/typed-words.ts';
import type { CommandSpec } from '../src/chat/grammar.ts';
import { doneInPrivate } from '../src/chat/in-private.ts';
import {
  eventsNamed,
  type HookProblem,
  inOneWord,
  isEvent,
  readHookLine,
} from '../src/chat/programs/hook-line.ts';
import { makeHook } from '../src/chat/programs/hooks.ts';
import type { Did } from '../src/chat/record.ts';
import { refuseWord } from '../src/chat/refuse.ts';
import { HOOK_EVENTS } from '../src/store/programs/hooks-at-hand.ts';

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

/** Lists of events that could be meant: with what the mistyped one is near to, or else without it. */
function meantEvents({ typed, list }: Extract<HookProblem, { kind: 'bad-event' }>): string[] {
  const others = eventsNamed(list).filter(isEvent);
  const near = HOOK_EVENTS.filter((event) => !others.includes(event) && isTypoOf(typed, event));
  if (near.length > 0) return near.map((event) => [...others, event].join(','));
  return [others.length > 0 ? others.join(',') : ALL];
}

/** The events that stand anywhere in a line, or nearly so. */
const eventsIn = (line: string): string =>
  inOneWord(line)
    .split(/[\s,;=]+/)
    .flatMap(eventsNamed)
    .flatMap((word) => HOOK_EVENTS.find((event) => event === word || isTypoOf(word, event)) ?? [])
    .filter((event, at, all) => all.indexOf(event) === at)
    .join(',');

function refuseLine(context: Context, problem: HookProblem, line: string): Promise<null> {
  switch (problem.kind) {
    case 'bad-address': {
      const meant = `https://${line}`;
      const isHost = !problem.typed.includes('://') && !('kind' in readHookLine(meant, true));
      const whole = `/hook ${isHost ? `add ${meant}` : EXAMPLE}`;
      return decline(context, 'hook-bad-address', { typed: problem.typed, line: whole });
    }
    case 'no-address':
    case 'plain':
    case 'password':
      return decline(context, `hook-${problem.kind}`, { typed: '', ...problem, line: `/hook ${EXAMPLE}` });
    case 'bad-event':
      return refuseWord(context, spec, {
        typed: problem.typed,
        values: HOOK_EVENTS,
        reading: problem.list,
        instead: meantEvents(problem),
        before: `add ${problem.address} events=`,
      });
    case 'unknown-word': {
      const { word, address } = problem;
      return refuseWord(context, spec, {
        typed: word,
        values: ['events='],
        instead: [`events=${eventsIn(line) || ALL}`],
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
  if (/^\d+$/.test(line) && LISTED.test(verb)) return decline(context, 'hook-button', { n: line });
  if (verb === '' || LISTED.test(verb)) {
    return { cardId: await answer(context, hooksCard, {}) };
  }
  if (verb.toLowerCase() !== 'add') {
    // The address may stand where the word is missing.
    const [address = ''] = /^(?:https?:\/\/|[\w-]+(?:\.[\w-]+)+)\S*/i.exec(verb) ? [verb] : rest;
    const behind = line.slice(address === verb ? 0 : address.length);
    const events = eventsIn(behind);
    const url = address.includes('://') ? address : `https://${address}`;
    const meant = `add ${url}${events === '' ? '' : ` events=${events}`}`;
    const isRead = address !== '' && !('kind' in readHookLine(meant.slice('add '.length), true));
    return refuseWord(context, spec, {
      typed: verb,
      values: ['add'],
      instead: [isRead ? meant : EXAMPLE],
      reading: text.trim(),
    });
  }
  const read = readHookLine(line, context.settings.hooksMayBePrivate);
  return 'kind' in read ? refuseLine(context, read, line) : makeHook(context, read);
}
