const EVERY = 3_000;

/** When the others are to be told that somebody types: at once, now and then again while they do, and when they stop. */
export class TypingNotes {
  readonly #toldAt = new Map<string, number>();

  /** Whether it has to be told; from now on it was. */
  take(roomId: string, isTyping: boolean): boolean {
    const last = this.#toldAt.get(roomId);
    if (isTyping ? last !== undefined && Date.now() - last < EVERY : last === undefined) return false;
    if (isTyping) this.#toldAt.set(roomId, Date.now());
    else this.#toldAt.delete(roomId);
    return true;
  }

  forget(roomId: string): void {
    this.#toldAt.delete(roomId);
  }

  clear(): void {
    this.#toldAt.clear();
  }
}
