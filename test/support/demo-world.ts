import { onTestFinished } from 'vitest';
import type { World, WorldOptions } from '../../src/demo/world.ts';
import { startWorld } from '../../src/demo/world.ts';

/** A demo world on a free port that ends with the test; deliveries take no time unless said otherwise. */
export async function testWorld(options: WorldOptions = {}): Promise<World> {
  const world = await startWorld({ port: 0, ...options, smsc: { deliveryMs: 0, ...options.smsc } });
  onTestFinished(() => world.close());
  return world;
}

/** What the world answers, over HTTP, with its status. */
export async function call(world: World, method: string, path: string, body?: object) {
  const json = body !== undefined && !(body instanceof FormData);
  const response = await fetch(world.url + path, {
    method,
    headers: json ? { 'content-type': 'application/json' } : {},
    body: json ? JSON.stringify(body) : (body as FormData | undefined),
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

/** What the bot gets for a call of the Bot API. */
export async function botCall(world: World, method: string, params: object | FormData = {}) {
  const form = params instanceof FormData;
  const response = await fetch(`${world.telegram.apiRoot}/bot${world.telegram.token}/${method}`, {
    method: 'POST',
    headers: form ? {} : { 'content-type': 'application/json' },
    body: form ? params : JSON.stringify(params),
  });
  return JSON.parse(await response.text()).result;
}

export interface StreamedEvent {
  id: number;
  event: string;
  data: Record<string, unknown> & { type: string };
}

/** Reads server-sent events one by one; comments and fields that are no event are left out. */
export class EventReader {
  readonly #chunks: AsyncIterator<string>;
  #buffered = '';

  private constructor(chunks: AsyncIterator<string>) {
    this.#chunks = chunks;
  }

  static async open(world: World, headers: Record<string, string> = {}): Promise<EventReader> {
    const abort = new AbortController();
    onTestFinished(() => abort.abort());
    const response = await fetch(`${world.url}/api/events`, { headers, signal: abort.signal });
    const text = response.body?.pipeThrough(new TextDecoderStream());
    if (text === undefined || response.status !== 200)
      throw new Error(`no stream, status ${response.status}`);
    return new EventReader(text[Symbol.asyncIterator]());
  }

  /** The next block of the stream as it stands, or null when the stream has ended. */
  async block(): Promise<string | null> {
    for (;;) {
      const end = this.#buffered.indexOf('\n\n');
      if (end >= 0) {
        const block = this.#buffered.slice(0, end);
        this.#buffered = this.#buffered.slice(end + 2);
        return block;
      }
      const { value, done } = await this.#chunks.next();
      if (done) return null;
      this.#buffered += value;
    }
  }

  async next(): Promise<StreamedEvent> {
    for (;;) {
      const block = await this.block();
      if (block === null) throw new Error('the stream ended');
      const fields = new Map(
        block.split('\n').map((line) => [line.split(': ')[0], line.replace(/^\w+: /, '')]),
      );
      const data = fields.get('data');
      if (data !== undefined) {
        return { id: Number(fields.get('id')), event: fields.get('event') ?? '', data: JSON.parse(data) };
      }
    }
  }

  /** The next event of that name; others before it are passed over. */
  async until(name: string): Promise<StreamedEvent> {
    for (;;) {
      const event = await this.next();
      if (event.event === name) return event;
    }
  }
}
