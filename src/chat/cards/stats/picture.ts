import { drawChart } from '../../../charts/draw.ts';
import type { Logger } from '../../../log.ts';
import { quantile } from '../../../messages/delivery-time.ts';
import type { Locale } from '../../locale.ts';
import type { AskedStats } from './body.ts';
import { byReason, type Counted } from './figures.ts';
import { periodWords, reasonWords, type StatsSettings, stepName } from './lines.ts';

/** Bars of a panel. */
const BARS = 5;

/** Adds up what failed of each operator, most first. */
function byOperator(
  failures: Counted['failures'],
): { readonly operator: string; readonly messages: number }[] {
  return [...Map.groupBy(failures, ({ operator }) => operator)]
    .map(([operator, some]) => ({
      operator,
      messages: some.reduce((sum, { messages }) => sum + messages, 0),
    }))
    .toSorted((one, other) => other.messages - one.messages);
}

/** The figures as a picture (PNG); null: there is nothing to draw, or it cannot be drawn here. */
export async function pictureOf(
  locale: Locale,
  { timeZone, wire }: StatsSettings,
  asked: AskedStats,
  { figures, steps, failures }: Counted,
  log: Pick<Logger, 'warn'>,
): Promise<Uint8Array | null> {
  if (figures.messages === 0) return null;
  const { t, language } = locale;
  return drawChart(
    {
      language,
      title: periodWords(locale, asked, timeZone),
      steps: steps.map(({ from }) => stepName(locale, from, asked.step, timeZone)),
      fates: [
        { name: t('chart-delivered'), kind: 'good', values: steps.map(({ delivered }) => delivered) },
        { name: t('chart-pending'), kind: 'open', values: steps.map(({ accepted }) => accepted) },
        {
          name: t('chart-failed'),
          kind: 'bad',
          values: steps.map(({ messages, delivered, accepted }) => messages - delivered - accepted),
        },
      ],
      took: {
        title: t('chart-took'),
        lines: [
          { name: t('chart-half'), values: steps.map(({ took }) => quantile(took, 0.5)) },
          { name: t('chart-most'), values: steps.map(({ took }) => quantile(took, 0.95)) },
        ],
        ticks: [1_000, 10_000, 60_000, 600_000, 3_600_000, 86_400_000].map((ms) => ({
          ms,
          name: locale.duration(ms),
        })),
      },
      bars: [
        {
          title: t('chart-codes'),
          bars: byReason(failures)
            .slice(0, BARS)
            .map((one) => ({ name: reasonWords(locale, one, wire), value: one.messages })),
        },
        {
          title: t('chart-operators'),
          bars: byOperator(failures)
            .slice(0, BARS)
            .map(({ operator, messages }) => ({ name: operator || t('stats-unknown'), value: messages })),
        },
      ].filter(({ bars }) => bars.length > 0),
    },
    log,
  );
}
