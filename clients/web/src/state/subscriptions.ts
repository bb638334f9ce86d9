import type { ClientFrame } from '../api/conversation';
import type { ServerFrame } from '../gen/groupchat/chat/v1/frame_pb';
import { newId } from './ids';
import type { Room } from './room';
import type { Store } from './store';

/** The most rooms that one conversation listens to. */
const MOST_ROOMS = 200;
const OPEN = 'open';

/** Which rooms the conversation listens to, each from where it stands. */
export class Subscriptions {
  readonly #rooms: Store<ReadonlyMap<string, Room>>;
  /** False when there is no connection. */
  readonly #send: (frame: ClientFrame) => boolean;
  /** Rooms that were asked for, by the request whose answer is awaited. */
  readonly #asked = new Map<string, string>();
  /** Rooms that the open conversation tells of. */
  readonly #told = new Set<string>();

  constructor(rooms: Store<ReadonlyMap<string, Room>>, send: (frame: ClientFrame) => boolean) {
    [this.#rooms, this.#send] = [rooms, send];
  }

  /** What a new conversation is opened with. */
  opening(): ClientFrame {
    this.#asked.clear();
    this.#told.clear();
    const subscriptions = this.#wanted().map(([roomId, room]) => ({ roomId, cursor: room.cursor }));
    for (const { roomId } of subscriptions) this.#told.add(roomId);
    return { requestId: OPEN, frame: { case: 'open', value: { subscriptions, userAgent: 'groupchat-web' } } };
  }

  /** Asks for those that were entered while the conversation was being opened. */
  opened(): void {
    for (const [roomId, room] of this.#wanted()) if (!this.#told.has(roomId)) this.ask(roomId, room);
  }

  /** Asks for a room's events from where it stands; those of the subscription before are not looked at any more. */
  ask(roomId: string, room: Room): void {
    const requestId = newId();
    if (!this.#send({ requestId, frame: { case: 'subscribe', value: { subscription: { roomId, cursor: room.cursor } } } })) return;
    this.#asked.set(roomId, requestId);
    this.#told.add(roomId);
  }

  /** After a while, unless somebody else has asked meanwhile or the room is gone. */
  askAgain(roomId: string): void {
    const room = this.#rooms.value.get(roomId);
    if (room && !this.isAsked(roomId)) this.ask(roomId, room);
  }

  /** Events that come until the answer does belong to the subscription before. */
  isAsked(roomId: string): boolean {
    return this.#asked.has(roomId);
  }

  answered({ roomId, requestId }: ServerFrame): void {
    if (this.#asked.get(roomId) === requestId) this.#asked.delete(roomId);
  }

  /** Whether it was a subscription to a room of ours that was refused. */
  refused({ roomId, requestId }: ServerFrame): boolean {
    if (!this.#rooms.value.has(roomId) || (requestId !== OPEN && this.#asked.get(roomId) !== requestId)) return false;
    this.#asked.delete(roomId);
    return true;
  }

  #wanted(): [string, Room][] {
    return [...this.#rooms.value].slice(0, MOST_ROOMS);
  }
}
