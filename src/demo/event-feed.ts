import type { ServerResponse } from 'node:http';

/** How often an idle stream gets a comment, so that neither side takes silence for a dead connection. */
const KEEP_ALIVE_MS = 15_000;
/** How many events a reconnecting client can catch up with. */
const KEPT_EVENTS = 1_000;
/** A client that leaves more than this unread is cut off; it reconnects and catches up. */
const MAX_UNREAD_BYTES = 4 * 1024 * 1024;

interface FeedEvent {
  id: number;
  frame: string;
}

/**
 * Everything that happens in the demo world, as server-sent events (HTML: Server-sent events).
 * An event has an id, its name, and JSON data that repeats the name as `type`.
 */
export class EventFeed {
  private readonly kept: FeedEvent[] = [];
  private readonly listeners = new Set<ServerResponse>();
  private readonly keepAlive: NodeJS.Timeout;
  private lastId = 0;

  constructor() {
    this.keepAlive = setInterval(() => this.send(': still here\n\n'), KEEP_ALIVE_MS);
    this.keepAlive.unref();
  }

  /** The id of the newest event, 0 before the first. */
  get lastEvent(): number {
    return this.lastId;
  }

  publish(type: string, data: object): void {
    this.lastId += 1;
    const frame = `id: ${this.lastId}\nevent: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
    this.kept.push({ id: this.lastId, frame });
    if (this.kept.length > KEPT_EVENTS) this.kept.shift();
    this.send(frame);
  }

  /**
   * Streams events into the response until either side closes it.
   * With the id of the last event that the client saw, what it missed since comes first.
   */
  stream(response: ServerResponse, lastSeen: number | null): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'keep-alive',
    });
    response.write('retry: 1000\n\n');
    if (lastSeen !== null) {
      for (const event of this.kept) if (event.id > lastSeen) response.write(event.frame);
    }
    this.listeners.add(response);
    response.on('close', () => this.listeners.delete(response));
  }

  close(): void {
    clearInterval(this.keepAlive);
    for (const response of this.listeners) response.end();
    this.listeners.clear();
  }

  private send(frame: string): void {
    for (const response of this.listeners) {
      if (response.writableLength > MAX_UNREAD_BYTES) response.destroy();
      else response.write(frame);
    }
  }
}
