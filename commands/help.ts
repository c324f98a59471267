import { answer, decline } from '../src/chat/answer.ts';
import { type HelpBody, helpCard } from '../src/chat/cards/help/body.ts';
import { usageCard } from '../src/chat/cards/usage/body.ts';
import type { Command } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { isTypoOf } from '../src/chat/grammar/options.ts';
import { usageOf } from '../src/chat/grammar.ts';
import { localeFor } from '../src/chat/locale.ts';
import { may, mayUse } from '../src/chat/people/access.ts';
import { declineUse } from '../src/chat/people/not-allowed.ts';
import { refuse } from '../src/chat/refuse.ts';
import { whyAbsent } from '../src/chat/run.ts';
import { approve } from '../src/chat/settings/approve.ts';
import { createEar } from '../src/chat/spoken.ts';
import { topicsIn } from '../src/chat/telegram/topics.ts';
import { roomOf } from '../src/store/chats/rooms.ts';

/** Whoever may send is told where that takes a second person, and whoever may set it here that it can be had; null: neither. */
async function approvalFor({
  tx,
  person,
  place,
  language,
  settings,
}: Context): Promise<HelpBody['approval'] | null> {
  if (!may(person.role, 'operator')) return null;
  const room = place.room ?? (await roomOf(tx.db, place.chatId));
  const { value } = approve.inForce(room, settings, localeFor(language, settings.timeZone));
  if (value !== null) return { above: Number(value) };
  const { cost, senders } = settings.approve;
  if (cost !== null || senders.length > 0) return 'some';
  return mayUse(approve.changedBy, person.role, place) ? 'off' : null;
}

export const help: Command = {
  spec: { name: 'help', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: null,
  whenSaid: true,
  examples: ['', 'sms'],
  async run(context, { text }) {
    const { person, place } = context;
    const allowed = context.commands.filter((command) => mayUse(command, person.role, place));
    const name = text.trim().replace(/^\//, '').toLowerCase();
    if (name === '') {
      const commands = allowed.map(({ spec, examples }) => ({ name: spec.name, example: examples[0] ?? '' }));
      const approval = await approvalFor(context);
      return { cardId: await answer(context, helpCard, { commands, ...(approval && { approval }) }) };
    }
    const hear = createEar(context.commands);
    const heard = hear(name)?.command.spec.name ?? name;
    const isCalled = context.commands.some(({ spec }) => spec.name === heard || isTypoOf(heard, spec.name));
    const called = isCalled ? heard : (topicsIn(name, allowed)[0]?.spec.name ?? heard);
    const command = allowed.find(({ spec }) => spec.name === called);
    if (command) {
      const { spec, examples } = command;
      const body = { command: called, usage: usageOf(spec), examples };
      return { cardId: await answer(context, usageCard, body) };
    }
    const known = context.commands.find(({ spec }) => spec.name === called);
    if (!known) {
      const absent = whyAbsent(name);
      const near = absent === null ? allowed.filter(({ spec }) => isTypoOf(name, spec.name)) : [];
      if (near.length === 0) return decline(context, absent ?? 'unknown-command', { name });
      const problem = { kind: 'unknown-command', known: near.map(({ spec }) => `/${spec.name}`) } as const;
      const instead = near.map(({ spec }) => `/help ${spec.name}`);
      return refuse(context, { command: name, problem, reading: '', instead });
    }
    return declineUse(context, known);
  },
};
