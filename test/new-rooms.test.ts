import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { botMessages, environmentFor, folder, NIKOLAI, OLGA, until, world } from './support/bot.ts';
import { startProgram } from './support/program.ts';
import { changesOf, copyOfTree } from './support/tree.ts';

/** A card that counts on when its button is pressed, and the command that asks for one. */
const NEW: Readonly<Record<string, string>> = {
  'src/chat/cards/tally/body.ts': `import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({ of: z.string(), n: z.number() });
export type TallyBody = z.infer<typeof body>;

export const tallyCard: CardKind<TallyBody> = { name: 'tally', version: 1, body };
`,
  'src/chat/cards/tally/view.ts': `import type { Card } from '../../../store/cards.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import type { TallyBody } from './body.ts';

export async function tallyView({ locale }: ViewContext, _card: Card, { of, n }: TallyBody): Promise<View> {
  const button = { ...buttonsIn(locale)('count'), arg: '2' };
  return { as: 'text', text: locale.t('tally', { of, n }), buttons: [[button]], atRest: true };
}
`,
  'src/chat/cards/tally/actions.ts': `import { rewriteBody } from '../kind.ts';
import { type Action, done } from '../room.ts';
import { type TallyBody, tallyCard } from './body.ts';

const count: Action<TallyBody> = {
  role: 'operator',
  async run({ tx, now }, { card, body, arg }) {
    await rewriteBody(tx, tallyCard, card, { ...body, n: body.n + Number(arg) }, now);
    return done;
  },
};

export const actions = { count };
`,
  'src/chat/cards/tally/index.ts': `import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type TallyBody, tallyCard } from './body.ts';
import { tallyView } from './view.ts';

export const tally: Room<TallyBody> = { kind: tallyCard, seenBy: 'viewer', view: tallyView, actions };
`,
  'commands/tally.ts': `import { answer } from '../src/chat/answer.ts';
import { tallyCard } from '../src/chat/cards/tally/body.ts';
import type { Command } from '../src/chat/command.ts';

export const tally: Command = {
  spec: { name: 'tally', recipients: 'none', recipientKind: 'phone', options: {}, text: 'required' },
  role: 'viewer',
  examples: ['{text}'],
  async run(context, { text }) {
    return { cardId: await answer(context, tallyCard, { of: text, n: 0 }) };
  },
};
`,
  'src/chat/locales/en/tally.ftl': `menu-tally = count something
tally = { $of }: { $n }
button-count = Count
`,
  'src/chat/locales/ru/tally.ftl': `menu-tally = посчитать
tally = { $of }: всего { $n }
button-count = Ещё
`,
};

/** Adds the line of one that is there, in the other's name, below each of its lines. */
function enlist(file: string, there: string, name: string): void {
  const text = readFileSync(file, 'utf8');
  const line = new RegExp(`^.*\\b${there}\\b.*\\n`, 'gm');
  expect(text.match(line)).toHaveLength(2);
  const word = new RegExp(`\\b${there}\\b`, 'g');
  writeFileSync(
    file,
    text.replace(line, (one) => one + one.replace(word, name)),
  );
}

function treeWithTally(): string {
  const tree = copyOfTree();
  for (const [file, text] of Object.entries(NEW)) {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), text);
  }
  enlist(join(tree, 'src/chat/cards/index.ts'), 'balance', 'tally');
  enlist(join(tree, 'commands/index.ts'), 'people', 'tally');
  return tree;
}

test('a kind of card is a folder, its line and words; a command is a file, its line and words', async () => {
  const tree = treeWithTally();
  expect(changesOf(tree)).toEqual({
    added: [
      'commands/tally.ts',
      'src/chat/cards/tally/actions.ts',
      'src/chat/cards/tally/body.ts',
      'src/chat/cards/tally/index.ts',
      'src/chat/cards/tally/view.ts',
      'src/chat/locales/en/tally.ftl',
      'src/chat/locales/ru/tally.ftl',
    ],
    lines: {
      'commands/index.ts': ["import { tally } from './tally.ts';", 'tally,'],
      'src/chat/cards/index.ts': ["import { tally } from './tally/index.ts';", 'tally,'],
    },
    rewritten: [],
  });

  const around = await world();
  const { output } = startProgram(['src/start.js', 'main.ts'], tree, environmentFor(around, folder()));
  await until(around, () => output().includes('"msg":"the bot is there"'), 'the bot');
  const last = () => botMessages(around, OLGA).at(-1);
  const shown = (text: string) =>
    until(around, () => (last()?.text === text ? last() : undefined), `the card ${text}`);

  around.telegram.write(OLGA, { from: OLGA, text: '/tally овцы' });
  const card = await shown('овцы: всего 0');
  await around.telegram.press(OLGA, card.id, { from: OLGA, button: 'Ещё' });
  await shown('овцы: всего 2');

  around.telegram.write(OLGA, { from: OLGA, text: '/grant 102 operator' });
  around.telegram.write(NIKOLAI, { from: NIKOLAI, text: '/help tally' });
  const help = await until(
    around,
    () => botMessages(around, NIKOLAI).find(({ text }) => text.includes('/tally: count something')),
    'the help',
  );
  expect(help.text).toContain('/tally Your order is ready');
});
