import { leastRole, mayUse } from '../src/chat/access.ts';
import { answer, decline } from '../src/chat/answer.ts';
import { helpCard } from '../src/chat/cards/help/body.ts';
import { usageCard } from '../src/chat/cards/usage/body.ts';
import type { Command } from '../src/chat/command.ts';
import { usageOf } from '../src/chat/grammar.ts';
import { createEar } from '../src/chat/spoken.ts';
import { CHANNELS } from '../src/messages/request.ts';

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
      return { cardId: await answer(context, helpCard, { commands }) };
    }
    const hear = createEar(context.commands);
    const called = hear(name)?.command.spec.name ?? name;
    const command = allowed.find(({ spec }) => spec.name === called);
    if (command) {
      const { spec, examples } = command;
      const body = { command: called, usage: usageOf(spec), examples };
      return { cardId: await answer(context, usageCard, body) };
    }
    const known = context.commands.find(({ spec }) => spec.name === called);
    if (!known) {
      const isChannel = (CHANNELS as readonly string[]).includes(name);
      return decline(context, isChannel ? 'no-such-channel' : 'unknown-command', { name });
    }
    return decline(context, 'not-allowed', { command: called, role: leastRole(known, place) ?? 'owner' });
  },
};
