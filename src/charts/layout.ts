import type { EChartsCoreOption } from 'echarts/core';
import type { Chart } from './chart.ts';

/*
 * A phone shows the picture about a third as wide as it is, so that letters are three times as large as they read. It has
 * a ground of its own, for chats are dark or light, and nobody tells which.
 */

/** px */
export const WIDTH = 1080;
const LETTERS = 28;
const LEFT = 120;
const RIGHT = 40;
const PANEL = 380;
const GAP = 130;
const TOP = 170;
const BAR = 84;

export const FONT = 'Roboto';
const INK = '#1d2733';
const FAINT = '#5d6b7a';
const GRID = '#dde3ea';
export const GROUND = '#fafbfc';
/** Told apart by their lightness too, where colours are not. */
const COLOURS = { good: '#2f9e63', open: '#b4bfcb', bad: '#d6453d' } as const;
const TIMES = ['#2b7de0', '#8a4fd3'] as const;

/** Characters of a bar's name. */
const NAME = 60;
/** Names of steps beneath a panel. */
const STEPS_NAMED = 8;

const words = { fontFamily: FONT, fontSize: LETTERS, color: INK };
const faint = { ...words, color: FAINT };

const shortened = (name: string): string => (name.length > NAME ? `${name.slice(0, NAME - 1)}…` : name);

/** Where each panel begins, and how high the picture is (px). */
function placesOf({ took, bars }: Chart) {
  const hasTimes = took.lines.some(({ values }) => values.some((value) => value !== null));
  const times = TOP + PANEL + GAP + 80;
  let next = hasTimes ? times + PANEL + GAP : TOP + PANEL + GAP;
  const panels = bars.map((panel) => {
    const top = next;
    const height = panel.bars.length * BAR;
    next = top + height + GAP;
    return { top, height };
  });
  return { hasTimes, times, panels, height: next - GAP / 2 - 20 };
}

/** The picture as echarts takes it, and its height (px). */
export function layoutOf(chart: Chart): { readonly option: EChartsCoreOption; readonly height: number } {
  const { hasTimes, times, panels, height } = placesOf(chart);
  const { steps, fates, took, bars } = chart;
  const short = new Intl.NumberFormat(chart.language, { notation: 'compact', maximumFractionDigits: 1 });
  const whole = new Intl.NumberFormat(chart.language);
  const timeline = (gridIndex: number) => ({
    type: 'category',
    gridIndex,
    data: [...steps],
    axisTick: { show: false },
    axisLine: { lineStyle: { color: GRID, width: 2 } },
    axisLabel: {
      ...faint,
      interval: Math.ceil(steps.length / STEPS_NAMED) - 1,
      hideOverlap: true,
      margin: 14,
    },
  });
  const legend = (top: number, names: readonly string[]) => ({
    data: [...names],
    top,
    left: LEFT - 90,
    textStyle: words,
    itemWidth: 28,
    itemHeight: 28,
    itemGap: 32,
    selectedMode: false,
  });
  const heading = (text: string, top: number) => ({
    text,
    top,
    left: LEFT - 90,
    textStyle: { ...words, fontSize: LETTERS + 4, fontWeight: 500 },
  });
  const split = { splitLine: { lineStyle: { color: GRID, width: 2 } } };
  const ticks = took.ticks.map(({ ms }) => Math.log10(ms));
  const tickName = new Map(took.ticks.map(({ ms, name }) => [Math.log10(ms), name]));
  const values = took.lines.flatMap((line) => line.values.filter((value) => value !== null));
  const highest = ticks.find((tick) => 10 ** tick >= Math.max(...values)) ?? ticks.at(-1);
  const barGrid = hasTimes ? 2 : 1;
  return {
    height,
    option: {
      animation: false,
      backgroundColor: GROUND,
      textStyle: words,
      title: [
        { ...heading(chart.title, 32), textStyle: { ...words, fontSize: LETTERS + 12, fontWeight: 500 } },
        ...(hasTimes ? [heading(took.title, times - 110)] : []),
        ...bars.map(({ title }, index) => heading(title, (panels[index]?.top ?? 0) - 68)),
      ],
      legend: [
        legend(
          100,
          fates.map(({ name }) => name),
        ),
        ...(hasTimes
          ? [
              legend(
                times - 60,
                took.lines.map(({ name }) => name),
              ),
            ]
          : []),
      ],
      grid: [
        { left: LEFT, right: RIGHT, top: TOP, height: PANEL },
        ...(hasTimes ? [{ left: LEFT, right: RIGHT, top: times, height: PANEL }] : []),
        ...panels.map(({ top, height: high }) => ({
          left: LEFT - 90,
          right: RIGHT + 100,
          top,
          height: high,
        })),
      ],
      xAxis: [
        timeline(0),
        ...(hasTimes ? [timeline(1)] : []),
        ...bars.map((_, index) => ({ type: 'value', gridIndex: barGrid + index, show: false })),
      ],
      yAxis: [
        {
          type: 'value',
          gridIndex: 0,
          minInterval: 1,
          ...split,
          axisLabel: { ...faint, formatter: (value: number) => short.format(value) },
        },
        ...(hasTimes
          ? [
              {
                type: 'value',
                gridIndex: 1,
                min: ticks[0],
                max: highest,
                customValues: ticks,
                ...split,
                axisTick: { show: false, customValues: ticks },
                axisLabel: {
                  ...faint,
                  customValues: ticks,
                  formatter: (value: number) => tickName.get(value) ?? '',
                },
              },
            ]
          : []),
        ...bars.map((panel, index) => ({
          type: 'category',
          gridIndex: barGrid + index,
          show: false,
          inverse: true,
          data: panel.bars.map(({ name }) => name),
        })),
      ],
      series: [
        ...fates.map(({ name, kind, values: counted }) => ({
          name,
          type: 'bar',
          stack: 'fates',
          barCategoryGap: '20%',
          itemStyle: { color: COLOURS[kind] },
          data: [...counted],
        })),
        ...(hasTimes
          ? took.lines.map(({ name, values: spent }, index) => ({
              name,
              type: 'line',
              xAxisIndex: 1,
              yAxisIndex: 1,
              symbol: 'circle',
              symbolSize: 10,
              lineStyle: { width: 5, color: TIMES[index] },
              itemStyle: { color: TIMES[index] },
              data: spent.map((ms) => (ms === null ? null : Math.log10(Math.max(ms, 1)))),
            }))
          : []),
        ...bars.map((panel, index) => ({
          type: 'bar',
          xAxisIndex: barGrid + index,
          yAxisIndex: barGrid + index,
          barWidth: 22,
          itemStyle: { color: COLOURS.bad, borderRadius: 4 },
          data: panel.bars.map(({ value }) => ({
            value,
            label: {
              show: true,
              position: 'right',
              ...words,
              formatter: () => whole.format(value),
            },
          })),
        })),
      ],
      graphic: bars.flatMap((panel, index) =>
        panel.bars.map(({ name }, nth) => ({
          type: 'text',
          left: LEFT - 90,
          top: (panels[index]?.top ?? 0) + nth * BAR - 6,
          style: { text: shortened(name), fontSize: LETTERS, fontFamily: FONT, fill: INK },
        })),
      ),
    },
  };
}
