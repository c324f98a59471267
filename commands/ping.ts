import type { Command } from '../src/chat/command.ts';
import { lookUpCommand } from '../src/chat/look-up.ts';
import { pingUntilOn, withUntilOption } from '../src/chat/times/until-on.ts';

const pings = lookUpCommand('ping', ['{phone}', '{phone}, {anotherSpaced}', '{phone} until on']);

export const ping: Command = {
  ...pings,
  spec: { ...pings.spec, options: { until: { kind: 'word' } } },
  at: ({ channels }) => (channels.includes('ping') ? ping : null),
  asOptions: withUntilOption,
  async run(context, line) {
    const { until } = line.options;
    return until === undefined ? pings.run(context, line) : pingUntilOn(context, line, String(until));
  },
};
