/** A clerk types on; the engine writes to its disk each time. */
const PAUSE_MILLISECONDS = 300;

type Send = (draft: string) => Promise<unknown>;

/** Keeps one person's draft in the engine during one sitting: one after the other, so that the last one stays. */
export class DraftKeeper {
  /** What the engine has, as far as it has said so. */
  known: string;
  /** What was sent last and not answered: the engine may have it or not. */
  tried: string | null = null;
  private wanted: string;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private queue: Promise<void> = Promise.resolve();
  private readonly send: Send;

  constructor(known: string, send: Send) {
    this.known = known;
    this.wanted = known;
    this.send = send;
  }

  /** What the form has now, kept or not. */
  get now(): string {
    return this.wanted;
  }

  /** Saves soon; at once where there is nothing left to keep. */
  want(draft: string): void {
    if (draft === this.wanted) return;
    this.wanted = draft;
    this.stop();
    if (draft === '') void this.keep().catch(() => undefined);
    else this.timer = setTimeout(() => void this.keep().catch(() => undefined), PAUSE_MILLISECONDS);
  }

  /** Saves now what is wanted, or `draft`; resolves when the engine has it, and fails where that can't be said. */
  keep(draft = this.wanted): Promise<void> {
    this.stop();
    this.wanted = draft;
    const kept = this.queue.then(async () => {
      if (draft === this.known && this.tried === null) return;
      this.tried = draft;
      await this.send(draft);
      this.known = draft;
      this.tried = null;
    });
    this.queue = kept.catch(() => undefined);
    return kept;
  }

  /** The page goes: there is no time to wait for anything. */
  leave(): void {
    this.stop();
    if (this.wanted !== this.known || this.tried !== null) void this.send(this.wanted).catch(() => undefined);
  }

  /** Saves nothing more by itself. */
  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}
