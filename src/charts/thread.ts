import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { Resvg } from '@resvg/resvg-js';
import { BarChart, LineChart } from 'echarts/charts';
import { GraphicComponent, GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Chart } from './chart.ts';
import { FONT, GROUND, layoutOf, WIDTH } from './layout.ts';

/** The thread that draws: see draw.ts. What it needs takes 120 MB, and is loaded with it. */

use([BarChart, LineChart, GridComponent, LegendComponent, TitleComponent, GraphicComponent, SVGRenderer]);

const { resolve } = createRequire(import.meta.url);
const fontFiles = ['400Regular/Roboto_400Regular', '500Medium/Roboto_500Medium'].map((file) =>
  resolve(`@expo-google-fonts/roboto/${file}.ttf`),
);

function draw(chart: Chart): Uint8Array {
  const { option, height } = layoutOf(chart);
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  try {
    drawing.setOption(option);
    const svg = drawing.renderToSVGString();
    const font = { fontFiles, loadSystemFonts: false, defaultFontFamily: FONT };
    return new Resvg(svg, { font, background: GROUND }).render().asPng();
  } finally {
    drawing.dispose();
  }
}

parentPort?.on('message', (chart: Chart) => parentPort?.postMessage(draw(chart)));
