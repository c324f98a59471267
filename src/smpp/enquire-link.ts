/** What an {@link EnquireLink} asks of its session. */
type EnquireLinkEvents = {
  /** Sends an enquire_link, and tells its end once. */
  ask(onEnd: (outcome: 'alive' | 'dead') => void): void;
  /** Nobody is at the other end. */
  onDead(): void;
};

/** Keeps a bind from falling silent, since an SMSC cuts a silent client off, and notices a dead peer (SMPP 3.4, 4.11). */
export class EnquireLink {
  private readonly silenceMs: number;
  private readonly events: EnquireLinkEvents;
  private timer: NodeJS.Timeout | undefined;
  private running = false;
  private asking = false;
  private lastSent = 0;

  /** `silenceMs` is how long we may say nothing. */
  constructor(silenceMs: number, events: EnquireLinkEvents) {
    this.silenceMs = silenceMs;
    this.events = events;
  }

  /** Begins to watch, once bound. */
  start(): void {
    this.running = true;
    this.watch();
  }

  stop(): void {
    this.running = false;
    clearTimeout(this.timer);
  }

  /** A PDU was sent. */
  sent(): void {
    this.lastSent = performance.now();
  }

  /** Asks now, unless a question is open already. */
  ask(): void {
    if (!this.running || this.asking) return;
    this.asking = true;
    clearTimeout(this.timer);
    this.events.ask((outcome) => {
      this.asking = false;
      if (!this.running) return;
      if (outcome === 'dead') this.events.onDead();
      else this.watch();
    });
  }

  private watch(): void {
    const due = this.lastSent + this.silenceMs - performance.now();
    if (due <= 0) this.ask();
    else this.timer = setTimeout(() => this.watch(), Math.ceil(due));
  }
}
