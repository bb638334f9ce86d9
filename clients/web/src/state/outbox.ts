import { Failure } from '../api/failure';
import { backoff } from './backoff';
import { Store } from './store';

export interface Pending {
  clientId: string;
  roomId: string;
  text: string;
  time: number;
  state: 'waiting' | 'sending' | 'failed';
  failure: Failure | undefined;
}

export interface Send {
  /** False when there is no connection. */
  (pending: Pending): boolean;
}

/** An answer that has not come by then is asked for again; the client message id makes that harmless. */
const ANSWER = 20_000;
const TRIES = 6;

/**
 * What was written and is not known to be stored. One message of a room is on its way at a time, so that they are stored in the
 * order they were written. Sending again never doubles: a message keeps its id for ever.
 */
export class Outbox {
  readonly pending = new Store<readonly Pending[]>([]);
  readonly #send: Send;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #tries = new Map<string, number>();

  constructor(send: Send) {
    this.#send = send;
  }

  add(roomId: string, text: string, clientId: string): void {
    this.pending.update((all) => [...all, { clientId, roomId, text, time: Date.now(), state: 'waiting', failure: undefined }]);
    this.#next(roomId);
  }

  retry(clientId: string): void {
    this.#tries.delete(clientId);
    this.#change(clientId, (one) => ({ ...one, state: 'waiting', failure: undefined }));
    this.#next(this.#find(clientId)?.roomId);
  }

  discard(clientId: string): void {
    const roomId = this.#find(clientId)?.roomId;
    this.settled(clientId);
    this.#next(roomId);
  }

  /** The message is stored, as an answer or the log says. */
  settled(clientId: string): void {
    const roomId = this.#find(clientId)?.roomId;
    if (roomId === undefined) return;
    this.#forget(clientId);
    this.pending.update((all) => all.filter((one) => one.clientId !== clientId));
    this.#next(roomId);
  }

  refused(clientId: string, failure: Failure): void {
    const pending = this.#find(clientId);
    if (!pending) return;
    const tries = (this.#tries.get(clientId) ?? 0) + 1;
    this.#forget(clientId);
    this.#tries.set(clientId, tries);
    const goesOn = failure.isTransient && tries < TRIES;
    this.#change(clientId, (one) => ({ ...one, state: goesOn ? 'waiting' : 'failed', failure }));
    if (goesOn) this.#later(clientId, failure.retryAfter ?? backoff(tries));
    else this.#next(pending.roomId);
  }

  /** Nothing that is on its way will be answered. */
  disconnected(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.pending.update((all) => all.map((one) => (one.state === 'sending' ? { ...one, state: 'waiting' } : one)));
  }

  connected(): void {
    for (const roomId of new Set(this.pending.value.map((one) => one.roomId))) this.#next(roomId);
  }

  clear(): void {
    this.disconnected();
    this.#tries.clear();
    this.pending.set([]);
  }

  #next(roomId: string | undefined): void {
    const mine = this.pending.value.filter((one) => one.roomId === roomId && one.state !== 'failed');
    const first = mine[0];
    if (!first || first.state === 'sending' || this.#timers.has(first.clientId) || !this.#send(first)) return;
    this.#change(first.clientId, (one) => ({ ...one, state: 'sending' }));
    this.#later(first.clientId, ANSWER);
  }

  #later(clientId: string, delay: number): void {
    clearTimeout(this.#timers.get(clientId));
    const again = () => {
      this.#timers.delete(clientId);
      this.#change(clientId, (one) => ({ ...one, state: 'waiting' }));
      this.#next(this.#find(clientId)?.roomId);
    };
    this.#timers.set(clientId, setTimeout(again, delay));
  }

  #forget(clientId: string): void {
    clearTimeout(this.#timers.get(clientId));
    this.#timers.delete(clientId);
    this.#tries.delete(clientId);
  }

  #find(clientId: string): Pending | undefined {
    return this.pending.value.find((one) => one.clientId === clientId);
  }

  #change(clientId: string, change: (one: Pending) => Pending): void {
    this.pending.update((all) => all.map((one) => (one.clientId === clientId ? change(one) : one)));
  }
}
