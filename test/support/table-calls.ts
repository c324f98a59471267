import { expect } from 'vitest';
import type { Locale } from '../../src/chat/locale.ts';
import type { World } from '../../src/demo/world.ts';
import { botMessages, OLGA, until } from './bot.ts';
import { read } from './table-file.ts';

type Card = ReturnType<typeof botMessages>[number];

const labelsOf = ({ buttons }: Card): string[] => buttons.flat().map(({ text }) => text);

/** A table in Olga's chat, and what she does with its card. */
export interface TableInChat {
  /** Waits for a card with such a button, and for it alone of the chat's. */
  offered(label: RegExp): Promise<{ readonly card: Card; readonly label: string }>;
  /** Waits for such a button and presses it. Returns what it was called. */
  press(label: RegExp): Promise<string>;
  /** Waits until nothing of it moves any more. */
  over(): Promise<Card>;
  /** Has a report made of its card, and reads it: these columns of each row, by what stands in its first. */
  report(format: 'csv' | 'xlsx', columns: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
}

/** Sends a table of these lines with a command as its caption. */
export function sendLines(
  around: World,
  locale: Pick<Locale, 't'>,
  { caption, lines, timeout }: { caption: string; lines: readonly string[]; timeout: number },
): TableInChat {
  const { id: sent } = around.telegram.write(OLGA, {
    from: OLGA,
    text: caption,
    file: { name: 'base.csv', bytes: Buffer.from(`${lines.join('\n')}\n`) },
  });
  const report = locale.t('button-report');
  const cancel = [locale.t('button-cancel'), locale.t('button-cancel-rest')];
  const since = () => botMessages(around, OLGA).filter(({ id }) => id > sent);
  const wait = <Found>(look: () => Found, what: string) => until(around, look, what, timeout);
  const offered: TableInChat['offered'] = async (label) => {
    const card = await wait(
      () => since().findLast((one) => labelsOf(one).some((text) => label.test(text))),
      String(label),
    );
    return { card, label: labelsOf(card).find((text) => label.test(text)) ?? '' };
  };
  const press: TableInChat['press'] = async (wanted) => {
    const { card, label } = await offered(wanted);
    await around.telegram.press(OLGA, card.id, { from: OLGA, button: label });
    return label;
  };
  const over = () =>
    wait(
      () =>
        since().find((one) => {
          const labels = labelsOf(one);
          return (
            labels.includes(report) &&
            !labels.some((label) => cancel.includes(label)) &&
            !/[▓░]/.test(one.text)
          );
        }),
      'its end',
    );
  return {
    offered,
    press,
    over,
    async report(format, columns) {
      const card = await over();
      await around.telegram.press(OLGA, card.id, { from: OLGA, button: report });
      const { id } = await wait(() => since().find(({ file }) => file?.name.endsWith(`.${format}`)), format);
      const { rows } = await read(around.telegram.file(OLGA, id)?.bytes ?? '');
      const [header = [], ...told] = rows.map(({ cells }) => cells);
      const places = columns.map((name) => header.indexOf(locale.t(name)));
      expect(places).not.toContain(-1);
      const byFirst = new Map(
        told.map((cells) => [cells[0] ?? '', places.map((place) => cells[place] ?? '')]),
      );
      expect(byFirst.size).toBe(told.length);
      return byFirst;
    },
  };
}
