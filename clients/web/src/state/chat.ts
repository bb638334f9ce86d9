import type { Api } from '../api/clients';
import type { Converse } from '../api/conversation';
import { Failure } from '../api/failure';
import type { ServerFrame } from '../gen/groupchat/chat/v1/frame_pb';
import { TextFormat } from '../gen/groupchat/chat/v1/message_pb';
import type { RoomEvent } from '../gen/groupchat/chat/v1/room_event_pb';
import { RoomVisibility, type Room as WireRoom } from '../gen/groupchat/chat/v1/room_pb';
import type { RoomUnread } from '../gen/groupchat/chat/v1/unread_pb';
import { Connection } from './connection';
import { newId } from './ids';
import { toFacts } from './mapping';
import type { AnswerVersion, RoomFacts, ToolCall } from './model';
import { Outbox, type Pending } from './outbox';
import { Room } from './room';
import { RoomReader } from './roomReader';
import type { Session } from './session';
import { Store } from './store';
import { Subscriptions } from './subscriptions';
import { TypingNotes } from './typingNotes';

const PAGE = 50;
/** A room that could not be listened to is tried again after this. */
const LISTEN_AGAIN = 3_000;

/** Everything that one signed-in person sees, kept up to date. */
export class Chat {
  readonly rooms = new Store<ReadonlyMap<string, Room>>(new Map());
  readonly status = new Store<{ isLoaded: boolean; failure?: Failure }>({ isLoaded: false });
  /** Something that was asked for and failed, to be said once. */
  readonly trouble = new Store<Failure | undefined>(undefined);
  readonly connection: Connection;
  readonly outbox: Outbox;
  readonly me: { id: string; name: string };
  readonly #api: Api;
  readonly #reader: RoomReader;
  readonly #subscriptions: Subscriptions;
  readonly #typing = new TypingNotes();
  readonly #rereading = new Set<string>();
  #ticker: ReturnType<typeof setInterval> | undefined;

  constructor(api: Api, session: Session, me: { id: string; name: string }, converse: Converse) {
    [this.#api, this.me] = [api, me];
    this.#reader = new RoomReader(api.chat);
    this.outbox = new Outbox((pending) => this.#post(pending));
    this.connection = new Connection(converse, session, {
      opening: () => this.#subscriptions.opening(),
      opened: () => this.#opened(),
      frame: (frame) => this.#frame(frame),
      lost: () => this.#lost(),
    });
    this.#subscriptions = new Subscriptions(this.rooms, (frame) => this.connection.send(frame));
  }

  async start(): Promise<void> {
    this.#ticker ??= setInterval(() => this.rooms.value.forEach((room) => room.expireTyping()), 1_000);
    try {
      for (const unread of await this.#reader.listUnread()) this.#take(unread);
      this.status.set({ isLoaded: true });
      this.connection.start();
    } catch (error) {
      this.status.set({ isLoaded: false, failure: Failure.of(error) });
    }
  }

  stop(): void {
    clearInterval(this.#ticker);
    this.connection.stop();
    this.outbox.clear();
  }

  /** Rooms that anybody may join, a page at a time. */
  async findRooms(pageToken: string): Promise<{ rooms: RoomFacts[]; next: string }> {
    const page = await this.#api.chat.listRooms({ pageSize: PAGE, pageToken, visibility: RoomVisibility.PUBLIC });
    return { rooms: page.rooms.map(toFacts), next: page.nextPageToken };
  }

  async createRoom(name: string, topic: string, isPrivate: boolean, requestId: string): Promise<string> {
    const visibility = isPrivate ? RoomVisibility.PRIVATE : RoomVisibility.PUBLIC;
    const { room } = await this.#api.chat.createRoom({ requestId, displayName: name, topic, visibility });
    await this.#enter(room!);
    return room!.roomId;
  }

  async join(roomId: string): Promise<void> {
    if (this.rooms.value.has(roomId)) return;
    const { room } = await this.#api.chat.joinRoom({ roomId });
    await this.#enter(room!);
  }

  async leave(roomId: string): Promise<void> {
    await this.#api.chat.leaveRoom({ roomId });
    this.#forget(roomId);
  }

  /** Loads the newest messages of a room, unless they are there. */
  async open(roomId: string): Promise<void> {
    const room = this.rooms.value.get(roomId);
    if (!room || room.state.value.timeline.status === 'loading') return;
    const isThere = room.state.value.timeline.status === 'ready';
    room.state.update((state) => {
      const unreadFrom = state.unread > 0 ? state.readTo : undefined;
      return { ...state, timeline: { ...state.timeline, status: isThere ? 'ready' : 'loading', unreadFrom } };
    });
    if (isThere) return;
    try {
      await room.read(() => this.#reader.page(roomId, ''));
    } catch {
      room.state.update((state) => ({ ...state, timeline: { ...state.timeline, status: 'failed' } }));
    }
  }

  async loadOlder(roomId: string): Promise<void> {
    const room = this.rooms.value.get(roomId);
    const timeline = room?.state.value.timeline;
    if (!room || !timeline?.older || timeline.isLoadingOlder || timeline.status !== 'ready') return;
    const loading = (isLoadingOlder: boolean) => room.state.update((state) => ({ ...state, timeline: { ...state.timeline, isLoadingOlder } }));
    loading(true);
    await this.#try(room.read(() => this.#reader.page(roomId, timeline.older)));
    loading(false);
  }

  send(roomId: string, text: string): void {
    this.#typing.forget(roomId);
    this.outbox.add(roomId, text, newId());
  }

  /** @param rerun has the answers that the message got made again. */
  async edit(roomId: string, messageId: string, text: string, rerun = false): Promise<boolean> {
    return this.#try(this.#api.chat.editMessage({ roomId, messageId, parts: [part(text)], rerun }));
  }

  async delete(roomId: string, messageId: string): Promise<boolean> {
    return this.#try(this.#api.chat.deleteMessage({ roomId, messageId }));
  }

  async react(roomId: string, messageId: string, emoji: string, add: boolean): Promise<boolean> {
    const request = { roomId, messageId, emoji };
    return this.#try(add ? this.#api.chat.addReaction(request) : this.#api.chat.removeReaction(request));
  }

  async stopAnswer(roomId: string, messageId: string): Promise<boolean> {
    return this.#try(this.#api.chat.cancelAnswer({ roomId, messageId }));
  }

  async regenerate(roomId: string, messageId: string): Promise<boolean> {
    return this.#try(this.#api.chat.regenerateAnswer({ roomId, messageId, requestId: newId() }));
  }

  /** What an answer said so far, the oldest first; nothing when that cannot be read now. */
  async versions(roomId: string, messageId: string): Promise<readonly AnswerVersion[]> {
    let found: readonly AnswerVersion[] = [];
    await this.#try(this.#reader.versions(roomId, messageId).then((read) => (found = read)));
    return found;
  }

  /** Approves exactly what was shown, or refuses it. */
  async decide(roomId: string, messageId: string, { number, hash }: ToolCall, approve: boolean): Promise<boolean> {
    const call = { roomId, messageId, number };
    return this.#try(approve ? this.#api.chat.approveToolCall({ ...call, argumentsSha256: hash }) : this.#api.chat.refuseToolCall(call));
  }

  /** Says that somebody types, and now and then again while they do. */
  typing(roomId: string, isTyping: boolean): void {
    if (!this.#typing.take(roomId, isTyping)) return;
    this.connection.send({ frame: { case: 'typing', value: { typing: { roomId, typing: isTyping } } } });
  }

  /** Everything up to the newest event has been seen. */
  read(roomId: string): void {
    const room = this.rooms.value.get(roomId);
    const head = room?.state.value.head ?? 0;
    if (!room || this.connection.state.value.status !== 'open' || !room.markRead(head)) return;
    this.connection.send({ frame: { case: 'ack', value: { marks: { roomId, readSequence: BigInt(head) } } } });
  }

  #opened(): void {
    this.#subscriptions.opened();
    this.outbox.connected();
  }

  #frame(frame: ServerFrame): void {
    const { case: kind, value } = frame.frame;
    const room = this.rooms.value.get(frame.roomId);
    if (kind === 'event' && room && !this.#subscriptions.isAsked(frame.roomId)) {
      if (room.apply(value) === 'gap') this.#subscriptions.ask(frame.roomId, room);
      else this.#after(room, value);
    } else if (kind === 'signal' && room) {
      const grows = value.signal.case === 'tokenDelta' ? value.signal.value.messageId : '';
      if (!room.signal(value) && grows) void this.#reread(room, frame.roomId, grows);
    } else if (kind === 'subscribed') this.#subscriptions.answered(frame);
    else if (kind === 'trimmed' && room) {
      room.jump(Number(value.firstSequence));
      void this.open(frame.roomId);
    } else if (kind === 'unsubscribed' && value.reason) this.#forget(frame.roomId);
    else if (kind === 'posted') this.outbox.settled(frame.requestId);
    else if (kind === 'error') this.#refused(frame, Failure.ofStatus(value.status));
  }

  #after(room: Room, { change }: RoomEvent): void {
    if (change.case === 'messagePosted') {
      const { message } = change.value;
      if (message?.author?.userId === this.me.id) this.outbox.settled(message.clientMessageId);
    } else if (change.case === 'readMarksMoved') {
      const own = change.value.marks.find((mark) => mark.userId === this.me.id);
      // Read elsewhere: how much is left only the server can count.
      if (own && Number(own.readSequence) > room.state.value.readTo) void this.#recount(room);
    }
  }

  #refused(frame: ServerFrame, failure: Failure): void {
    const isPost = this.outbox.pending.value.some((one) => one.clientId === frame.requestId);
    if (isPost) return this.outbox.refused(frame.requestId, failure);
    if (!this.#subscriptions.refused(frame)) return;
    if (['NOT_A_MEMBER', 'ROOM_NOT_FOUND'].includes(failure.reason)) this.#forget(frame.roomId);
    else if (failure.reason === 'INVALID_CURSOR') void this.#restart(frame.roomId);
    else if (failure.reason !== 'TOO_MANY_SUBSCRIPTIONS') setTimeout(() => this.#subscriptions.askAgain(frame.roomId), failure.retryAfter ?? LISTEN_AGAIN);
  }

  #lost(): void {
    this.outbox.disconnected();
    this.#typing.clear();
    for (const room of this.rooms.value.values()) room.hush();
  }

  #post({ roomId, text, clientId }: Pending): boolean {
    const message = { roomId, clientMessageId: clientId, parts: [part(text)] };
    return this.connection.send({ requestId: clientId, frame: { case: 'post', value: { message } } });
  }

  async #enter(room: WireRoom): Promise<void> {
    const unread = await this.#reader.unread(room.roomId);
    if (!unread?.room || this.rooms.value.has(room.roomId)) return;
    this.#subscriptions.ask(room.roomId, this.#take(unread));
  }

  async #recount(room: Room): Promise<void> {
    const unread = await this.#reader.unread(room.state.value.facts.id).catch(() => undefined);
    if (unread) room.refresh(unread);
  }

  /** The text of an answer as far as it is now: a piece of it did not come. */
  async #reread(room: Room, roomId: string, messageId: string): Promise<void> {
    if (this.#rereading.has(messageId)) return;
    this.#rereading.add(messageId);
    const message = await this.#reader.message(roomId, messageId).catch(() => undefined);
    this.#rereading.delete(messageId);
    if (message) room.regrow(message);
  }

  /** The place in the log is of no use any more: begins anew with the room. */
  async #restart(roomId: string): Promise<void> {
    const unread = await this.#reader.unread(roomId).catch(() => undefined);
    if (!unread?.room) return;
    this.#subscriptions.ask(roomId, this.#take(unread));
    await this.open(roomId);
  }

  #take(unread: RoomUnread): Room {
    const room = new Room(this.me.id, unread);
    this.rooms.update((rooms) => new Map(rooms).set(unread.room!.roomId, room));
    return room;
  }

  #forget(roomId: string): void {
    this.rooms.update((rooms) => new Map([...rooms].filter(([id]) => id !== roomId)));
  }

  /** Lets a person know that something failed. */
  say(error: unknown): void {
    this.trouble.set(Failure.of(error));
  }

  async #try(task: Promise<unknown>): Promise<boolean> {
    try {
      await task;
      return true;
    } catch (error) {
      this.say(error);
      return false;
    }
  }
}

function part(text: string) {
  return { content: { case: 'text' as const, value: { text, format: TextFormat.MARKDOWN } } };
}
