import type { Api } from '../api/clients';
import type { ClientFrame, Converse } from '../api/conversation';
import { Failure } from '../api/failure';
import type { ServerFrame } from '../gen/groupchat/chat/v1/frame_pb';
import { TextFormat } from '../gen/groupchat/chat/v1/message_pb';
import { RoomVisibility, type Room as WireRoom } from '../gen/groupchat/chat/v1/room_pb';
import type { RoomUnread } from '../gen/groupchat/chat/v1/unread_pb';
import { Connection } from './connection';
import { newId } from './ids';
import { toFacts, toMessage } from './mapping';
import type { RoomFacts } from './model';
import { Outbox, type Pending } from './outbox';
import { Room } from './room';
import type { Session } from './session';
import { Store } from './store';

const PAGE = 50;
/** The most rooms that one conversation listens to. */
const MOST_ROOMS = 200;
const TYPING_EVERY = 3_000;
/** A room that could not be listened to is tried again after this. */
const LISTEN_AGAIN = 3_000;
const OPEN = 'open';

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
  /** Rooms that were asked for, by the request whose answer is awaited. */
  readonly #subscribing = new Map<string, string>();
  /** Rooms that the open conversation tells of. */
  readonly #subscribed = new Set<string>();
  readonly #rereading = new Set<string>();
  readonly #typedAt = new Map<string, number>();
  #ticker: ReturnType<typeof setInterval> | undefined;

  constructor(api: Api, session: Session, me: { id: string; name: string }, converse: Converse) {
    [this.#api, this.me] = [api, me];
    this.outbox = new Outbox((pending) => this.#post(pending));
    this.connection = new Connection(converse, session, {
      opening: () => this.#opening(),
      opened: () => this.#opened(),
      frame: (frame) => this.#frame(frame),
      lost: () => this.#lost(),
    });
  }

  async start(): Promise<void> {
    this.#ticker ??= setInterval(() => this.rooms.value.forEach((room) => room.expireTyping()), 1_000);
    try {
      for (const unread of await this.#listUnread()) this.#take(unread);
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
      await room.read(() => this.#page(roomId, ''));
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
    await this.#try(room.read(() => this.#page(roomId, timeline.older)));
    loading(false);
  }

  send(roomId: string, text: string): void {
    this.#typedAt.delete(roomId);
    this.outbox.add(roomId, text, newId());
  }

  async edit(roomId: string, messageId: string, text: string): Promise<boolean> {
    return this.#try(this.#api.chat.editMessage({ roomId, messageId, parts: [part(text)] }));
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

  /** Says that somebody types, and now and then again while they do. */
  typing(roomId: string, isTyping: boolean): void {
    const last = this.#typedAt.get(roomId);
    if (isTyping ? last !== undefined && Date.now() - last < TYPING_EVERY : last === undefined) return;
    if (isTyping) this.#typedAt.set(roomId, Date.now());
    else this.#typedAt.delete(roomId);
    this.connection.send({ frame: { case: 'typing', value: { typing: { roomId, typing: isTyping } } } });
  }

  /** Everything up to the newest event has been seen. */
  read(roomId: string): void {
    const room = this.rooms.value.get(roomId);
    const head = room?.state.value.head ?? 0;
    if (!room || this.connection.state.value.status !== 'open' || !room.markRead(head)) return;
    this.connection.send({ frame: { case: 'ack', value: { marks: { roomId, readSequence: BigInt(head) } } } });
  }

  #opening(): ClientFrame {
    this.#subscribing.clear();
    this.#subscribed.clear();
    const subscriptions = [...this.rooms.value].slice(0, MOST_ROOMS).map(([roomId, room]) => ({ roomId, cursor: room.cursor }));
    for (const { roomId } of subscriptions) this.#subscribed.add(roomId);
    return { requestId: OPEN, frame: { case: 'open', value: { subscriptions, userAgent: 'groupchat-web' } } };
  }

  #opened(): void {
    // Those that were entered while the conversation was being opened.
    for (const [roomId, room] of [...this.rooms.value].slice(0, MOST_ROOMS)) if (!this.#subscribed.has(roomId)) this.#subscribe(roomId, room);
    this.outbox.connected();
  }

  #frame(frame: ServerFrame): void {
    const { case: kind, value } = frame.frame;
    const room = this.rooms.value.get(frame.roomId);
    if (kind === 'event' && room && !this.#subscribing.has(frame.roomId)) {
      if (room.apply(value) === 'gap') this.#subscribe(frame.roomId, room);
      else this.#after(room, value);
    } else if (kind === 'signal' && room) {
      const grows = value.signal.case === 'tokenDelta' ? value.signal.value.messageId : '';
      if (!room.signal(value) && grows) void this.#reread(room, frame.roomId, grows);
    } else if (kind === 'subscribed' && this.#subscribing.get(frame.roomId) === frame.requestId) this.#subscribing.delete(frame.roomId);
    else if (kind === 'trimmed' && room) {
      room.jump(Number(value.firstSequence));
      void this.open(frame.roomId);
    } else if (kind === 'unsubscribed' && value.reason) this.#forget(frame.roomId);
    else if (kind === 'posted') this.outbox.settled(frame.requestId);
    else if (kind === 'error') this.#refused(frame, Failure.ofStatus(value.status));
  }

  #after(room: Room, { change }: { change: { case?: string | undefined; value?: unknown } }): void {
    if (change.case === 'messagePosted') {
      const message = (change.value as { message?: { author?: { userId: string }; clientMessageId: string } }).message;
      if (message?.author?.userId === this.me.id) this.outbox.settled(message.clientMessageId);
    } else if (change.case === 'readMarksMoved') {
      const own = (change.value as { marks: { userId: string; readSequence: bigint }[] }).marks.find((mark) => mark.userId === this.me.id);
      // Read elsewhere: how much is left only the server can count.
      if (own && Number(own.readSequence) > room.state.value.readTo) void this.#recount(room);
    }
  }

  #refused(frame: ServerFrame, failure: Failure): void {
    const isPost = this.outbox.pending.value.some((one) => one.clientId === frame.requestId);
    if (isPost) return this.outbox.refused(frame.requestId, failure);
    const room = this.rooms.value.get(frame.roomId);
    const isSubscription = frame.requestId === OPEN || this.#subscribing.get(frame.roomId) === frame.requestId;
    if (!room || !isSubscription) return;
    this.#subscribing.delete(frame.roomId);
    if (['NOT_A_MEMBER', 'ROOM_NOT_FOUND'].includes(failure.reason)) this.#forget(frame.roomId);
    else if (failure.reason === 'INVALID_CURSOR') void this.#restart(frame.roomId);
    else if (failure.reason !== 'TOO_MANY_SUBSCRIPTIONS') setTimeout(() => this.#listenAgain(frame.roomId), failure.retryAfter ?? LISTEN_AGAIN);
  }

  #lost(): void {
    this.outbox.disconnected();
    this.#typedAt.clear();
    for (const room of this.rooms.value.values()) room.hush();
  }

  /** Asks for a room's events from where it stands; those of the subscription before are not looked at any more. */
  #subscribe(roomId: string, room: Room): void {
    const requestId = newId();
    const frame: ClientFrame = { requestId, frame: { case: 'subscribe', value: { subscription: { roomId, cursor: room.cursor } } } };
    if (!this.connection.send(frame)) return;
    this.#subscribing.set(roomId, requestId);
    this.#subscribed.add(roomId);
  }

  #listenAgain(roomId: string): void {
    const room = this.rooms.value.get(roomId);
    if (room && !this.#subscribing.has(roomId)) this.#subscribe(roomId, room);
  }

  #post({ roomId, text, clientId }: Pending): boolean {
    const message = { roomId, clientMessageId: clientId, parts: [part(text)] };
    return this.connection.send({ requestId: clientId, frame: { case: 'post', value: { message } } });
  }

  async #listUnread(): Promise<RoomUnread[]> {
    const all: RoomUnread[] = [];
    for (let pageToken = ''; ; ) {
      const page = await this.#api.chat.listUnread({ pageSize: MOST_ROOMS, pageToken });
      all.push(...page.rooms);
      pageToken = page.nextPageToken;
      if (!pageToken) return all;
    }
  }

  async #page(roomId: string, pageToken: string) {
    const page = await this.#api.chat.listMessages({ roomId, pageSize: PAGE, pageToken });
    return { messages: page.messages.map((message) => toMessage(message, Number(page.headSequence))), older: page.nextPageToken };
  }

  async #enter(room: WireRoom): Promise<void> {
    const { unread } = await this.#api.chat.getUnread({ roomId: room.roomId });
    if (!unread?.room || this.rooms.value.has(room.roomId)) return;
    this.#subscribe(room.roomId, this.#take(unread));
  }

  async #recount(room: Room): Promise<void> {
    const { unread } = await this.#api.chat.getUnread({ roomId: room.state.value.facts.id }).catch(() => ({ unread: undefined }));
    if (unread) room.refresh(unread);
  }

  /** The text of an answer as far as it is now: a piece of it did not come. */
  async #reread(room: Room, roomId: string, messageId: string): Promise<void> {
    if (this.#rereading.has(messageId)) return;
    this.#rereading.add(messageId);
    const { message } = await this.#api.chat.getMessage({ roomId, messageId }).catch(() => ({ message: undefined }));
    this.#rereading.delete(messageId);
    if (message) room.regrow(toMessage(message, 0));
  }

  /** The place in the log is of no use any more: begins anew with the room. */
  async #restart(roomId: string): Promise<void> {
    const { unread } = await this.#api.chat.getUnread({ roomId }).catch(() => ({ unread: undefined }));
    if (!unread?.room) return;
    this.#subscribe(roomId, this.#take(unread));
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
