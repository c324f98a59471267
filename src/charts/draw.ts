import { Worker } from 'node:worker_threads';
import type { Logger } from '../log.ts';
import type { Chart } from './chart.ts';

/** The thread is kept for so long after its last picture (ms). */
const IDLE_MS = 60_000;
/** A picture takes a tenth of a second, the first of a thread one or two; what takes longer on a busy machine is given up (ms). */
const GIVEN_UP_MS = 60_000;

/** A thread that draws, and what becomes of the picture that it is at. */
interface Drawing {
  readonly worker: Worker;
  waiting: PromiseWithResolvers<Uint8Array> | null;
}

let drawing: Drawing | null = null;
let idle: NodeJS.Timeout | undefined;
/** Pictures are drawn one after the other. */
let last: Promise<unknown> = Promise.resolve();
/** The last picture could not be drawn. */
let isFailing = false;

function begin(): Drawing {
  const begun: Drawing = {
    worker: new Worker(new URL('./thread.ts', import.meta.url)),
    waiting: null,
  };
  const failed = (cause: unknown) => {
    if (drawing === begun) drawing = null;
    const reason = cause instanceof Error ? cause : new Error('the thread that draws has ended');
    begun.waiting?.reject(reason);
  };
  begun.worker.on('message', (png: Uint8Array) => begun.waiting?.resolve(png));
  begun.worker.on('error', failed).on('exit', failed);
  return begun;
}

function end(): void {
  void drawing?.worker.terminate();
  drawing = null;
}

/**
 * Draws a picture (PNG) in a thread of its own. Null: it cannot be drawn here, for whatever reason, which is logged once
 * until one can be drawn again.
 */
export function drawChart(chart: Chart, log: Pick<Logger, 'warn'>): Promise<Uint8Array | null> {
  const drawn = last.then(() => drawOrLog(chart, log));
  last = drawn;
  return drawn;
}

async function drawOrLog(chart: Chart, log: Pick<Logger, 'warn'>): Promise<Uint8Array | null> {
  try {
    const png = await drawNext(chart);
    isFailing = false;
    return png;
  } catch (err) {
    if (!isFailing) log.warn({ err }, 'a picture cannot be drawn: figures are shown without');
    isFailing = true;
    return null;
  }
}

async function drawNext(chart: Chart): Promise<Uint8Array> {
  clearTimeout(idle);
  drawing ??= begin();
  const { worker } = drawing;
  const waiting = Promise.withResolvers<Uint8Array>();
  drawing.waiting = waiting;
  const late = setTimeout(end, GIVEN_UP_MS);
  // While it is waited for, the program goes on.
  worker.ref();
  try {
    worker.postMessage(chart);
    return await waiting.promise;
  } finally {
    clearTimeout(late);
    worker.unref();
    idle = setTimeout(end, IDLE_MS).unref();
  }
}
