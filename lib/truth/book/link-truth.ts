/**
 * A charger's connection as it really is. A sign of life counts from when its bytes could reach the gateway: at once on a link
 * that flows, when it flows again on one that was held up.
 */
export class LinkTruth {
  /** Since when it stands; null: it does not. */
  upAt: number | null = null;
  /** When the gateway's end of the newest connection ended; null: it has not. */
  cutAt: number | null = null;
  /** Since when nothing passes, though it stands; null: it flows. */
  heldAt: number | null = null;
  /** When the newest sign of life could arrive. */
  lifeAt: number | null = null;
  /** When anything was last done to it. */
  disturbedAt = 0;
  /** A connection that began while nothing passed: its bytes arrive when it flows again. */
  #begunHeld = false;

  /** A new connection begins: from here on the gateway may hold it for connected. */
  begin(at: number): void {
    this.disturbedAt = at;
    // One that is held up from its first byte on reaches nobody.
    this.#begunHeld = this.heldAt !== null;
    if (this.#begunHeld) return;
    this.cutAt = null;
    this.lifeAt = at;
  }

  up(at: number): void {
    this.upAt = at;
    this.cutAt = null;
    this.disturbedAt = at;
  }

  /** The charger's end is gone; `told`: the gateway's as well. */
  cut(at: number, told = true): void {
    if (this.upAt !== null && told) this.cutAt = at;
    this.upAt = null;
    this.#begunHeld = false;
    this.disturbedAt = at;
  }

  hold(at: number): void {
    this.heldAt = at;
    this.disturbedAt = at;
  }

  release(at: number): void {
    this.heldAt = null;
    this.disturbedAt = at;
    if (this.upAt === null && !this.#begunHeld) return;
    this.cutAt = this.#begunHeld ? null : this.cutAt;
    this.lifeAt = at;
  }

  /** What held it up is gone, with all that it held. */
  flows(): void {
    this.heldAt = null;
  }

  life(at: number): void {
    if (this.upAt !== null && this.heldAt === null) this.lifeAt = at;
  }

  /** Something befalls what is said over it, or who says it. */
  disturb(at: number): void {
    this.disturbedAt = at;
  }

  /** Undisturbed and flowing for so long, ms; 0: not at all. */
  calmMs(now: number): number {
    return this.upAt === null || this.heldAt !== null ? 0 : now - Math.max(this.upAt, this.disturbedAt);
  }
}
