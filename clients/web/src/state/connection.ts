import { durationMs } from '@bufbuild/protobuf/wkt';
import { Code } from '@connectrpc/connect';
import type { Tokens } from '../api/clients';
import type { ClientFrame, Conversation, Converse } from '../api/conversation';
import { Failure } from '../api/failure';
import type { ServerFrame } from '../gen/groupchat/chat/v1/frame_pb';
import { backoff } from './backoff';
import { Store } from './store';

export type ConnectionState =
  | { status: 'off' }
  | { status: 'connecting'; isFirst: boolean }
  | { status: 'open' }
  | { status: 'waiting'; until: number; failure: Failure };

export interface ConnectionEvents {
  /** What to open with: the subscriptions, from where they stand. */
  opening(): ClientFrame;
  opened(): void;
  frame(frame: ServerFrame): void;
  lost(): void;
}

/** Open for less than this, a connection was no success. */
const STABLE = 5_000;
/** Without a frame for so many heartbeats nobody is there. */
const SILENCE = 2.5;

/** Keeps one conversation open, whatever happens to it. */
export class Connection {
  readonly state = new Store<ConnectionState>({ status: 'off' });
  readonly #converse: Converse;
  readonly #tokens: Tokens;
  readonly #events: ConnectionEvents;
  #conversation: Conversation | undefined;
  #attempt = 0;
  #openedAt = 0;
  #delay: number | undefined;
  #heartbeat = 20_000;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watchdog: ReturnType<typeof setTimeout> | undefined;
  #token = '';
  #generation = 0;

  constructor(converse: Converse, tokens: Tokens, events: ConnectionEvents) {
    [this.#converse, this.#tokens, this.#events] = [converse, tokens, events];
  }

  start(): void {
    if (this.state.value.status === 'off') void this.#connect(true);
  }

  stop(): void {
    this.#drop();
    clearTimeout(this.#timer);
    this.state.set({ status: 'off' });
  }

  /** Somebody asks, or the network is back: no reason to wait longer. */
  retryNow(): void {
    if (this.state.value.status !== 'waiting') return;
    clearTimeout(this.#timer);
    void this.#connect(false);
  }

  /** False when nothing can be sent now. */
  send(frame: ClientFrame): boolean {
    if (this.state.value.status !== 'open') return false;
    this.#conversation?.send(frame);
    return true;
  }

  async #connect(isFirst: boolean): Promise<void> {
    const generation = ++this.#generation;
    this.state.set({ status: 'connecting', isFirst });
    try {
      const token = this.#token ? await this.#tokens.after(this.#token) : await this.#tokens.current();
      this.#token = '';
      if (generation !== this.#generation) return;
      this.#guard(generation);
      this.#conversation = this.#converse(token, {
        frame: (frame) => generation === this.#generation && this.#frame(frame, generation),
        end: (failure) => generation === this.#generation && this.#ended(failure, token),
      });
      this.#conversation.send(this.#events.opening());
    } catch (error) {
      if (generation === this.#generation) this.#ended(Failure.of(error), '');
    }
  }

  #frame(frame: ServerFrame, generation: number): void {
    this.#guard(generation);
    const { case: kind, value } = frame.frame;
    if (kind === 'opened') {
      if (value.heartbeatInterval) this.#heartbeat = durationMs(value.heartbeatInterval);
      this.#openedAt = Date.now();
      this.state.set({ status: 'open' });
      this.#events.opened();
    } else if (kind === 'goAway') {
      this.#delay = value.retryDelay ? durationMs(value.retryDelay) : undefined;
    }
    this.#events.frame(frame);
  }

  #ended(failure: Failure, token: string): void {
    const wasStable = this.#openedAt > 0 && Date.now() - this.#openedAt >= STABLE;
    this.#drop();
    if (wasStable) this.#attempt = 0;
    if (failure.isSignedOut) {
      // With a fresh token it may go on at once; that there is none signs out, which stops this connection.
      this.#token = token;
      if (!token) return this.state.set({ status: 'off' });
    }
    const delay = failure.retryAfter ?? this.#delay ?? backoff(this.#attempt);
    this.#delay = undefined;
    this.#attempt++;
    this.state.set({ status: 'waiting', until: Date.now() + delay, failure });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#connect(false), delay);
  }

  /** A connection over which nothing comes is dead, however open it looks. */
  #guard(generation: number): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => {
      if (generation === this.#generation) this.#ended(new Failure(Code.Unavailable, 'CONNECTION_LOST', 'Nothing was heard of the server.'), '');
    }, this.#heartbeat * SILENCE);
  }

  #drop(): void {
    this.#generation++;
    clearTimeout(this.#watchdog);
    const wasThere = this.#conversation !== undefined;
    this.#conversation?.close();
    this.#conversation = undefined;
    this.#openedAt = 0;
    if (wasThere) this.#events.lost();
  }
}
