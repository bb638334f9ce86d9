import { create } from '@bufbuild/protobuf';
import { Code, ConnectError } from '@connectrpc/connect';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientFrame, Conversation, ConversationEvents } from '../src/api/conversation';
import { eitherWay } from '../src/api/eitherWay';
import { Failure } from '../src/api/failure';
import { watching } from '../src/api/watching';
import { WatchRoomsResponseSchema } from '../src/gen/groupchat/chat/v1/chat_service_pb';
import type { ServerFrame } from '../src/gen/groupchat/chat/v1/frame_pb';
import * as wire from './wire';

const subscription = (roomId: string, cursor = '') => ({ roomId, cursor });
const open = (...subscriptions: { roomId: string; cursor: string }[]): ClientFrame => ({ requestId: 'open', frame: { case: 'open', value: { subscriptions } } });
const subscribe = (roomId: string, cursor: string, requestId: string): ClientFrame => ({ requestId, frame: { case: 'subscribe', value: { subscription: subscription(roomId, cursor) } } });

/** One call of WatchRooms as a server would keep it. */
class Watch {
  isOver = false;
  readonly #frames: ServerFrame[] = [];
  #wake = () => {};
  #failure: unknown;

  constructor(readonly subscriptions: { roomId: string; cursor: string }[], signal: AbortSignal) {
    signal.addEventListener('abort', () => this.end(new ConnectError('aborted', Code.Canceled)));
  }

  send(...frames: ServerFrame[]): void {
    this.#frames.push(...frames);
    this.#wake();
  }

  end(failure?: unknown): void {
    [this.isOver, this.#failure] = [true, failure];
    this.#wake();
  }

  async *[Symbol.asyncIterator]() {
    for (;;) {
      const frame = this.#frames.shift();
      if (frame) yield create(WatchRoomsResponseSchema, { frame });
      else if (this.isOver && this.#failure) throw this.#failure as Error;
      else if (this.isOver) return;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

describe('a conversation without a WebSocket', () => {
  let watches: Watch[];
  let heard: ServerFrame[];
  let ends: Failure[];
  let conversation: Conversation;
  const calls = { postMessage: vi.fn(), sendTyping: vi.fn(), moveMarks: vi.fn(), listUnread: vi.fn() };
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  const kinds = () => heard.map(({ frame, roomId, requestId }) => [frame.case, roomId, requestId].filter(Boolean).join(' '));

  beforeEach(() => {
    [watches, heard, ends] = [[], [], []];
    Object.values(calls).forEach((call) => call.mockReset().mockResolvedValue({}));
    const watchRooms = (request: { subscriptions: { roomId: string; cursor: string }[] }, { signal }: { signal: AbortSignal }) => {
      watches.push(new Watch(request.subscriptions, signal));
      return watches.at(-1);
    };
    conversation = watching({ ...calls, watchRooms } as never)('', { frame: (frame) => heard.push(frame), end: (failure) => ends.push(failure) });
  });

  it('listens to all rooms with one call, which goes on where each of them stands', async () => {
    conversation.send(open(subscription('tea', 'c1')));
    await settle();
    watches[0]!.send(wire.frame({ case: 'opened', value: {} }, '', ''), wire.frame({ case: 'subscribed', value: { cursor: 'c1' } }), wire.frame({ case: 'event', value: wire.posted(2) }));
    await settle();
    conversation.send(subscribe('ale', 'a9', 'more'));
    conversation.send(subscribe('rum', 'r3', 'most'));
    await settle();
    expect(watches.map((watch) => [watch.isOver, watch.subscriptions])).toEqual([
      [true, [subscription('tea', 'c1')]],
      [false, [subscription('tea', 'c2'), subscription('ale', 'a9'), subscription('rum', 'r3')]],
    ]);
    const answers = ['tea', 'ale', 'rum'].map((room) => wire.frame({ case: 'subscribed', value: {} }, '', room));
    watches[1]!.send(wire.frame({ case: 'opened', value: {} }, '', ''), ...answers, wire.frame({ case: 'event', value: wire.posted(3) }));
    await settle();
    expect(kinds()).toEqual(['opened', 'subscribed tea open', 'event tea', 'subscribed ale more', 'subscribed rum most', 'event tea']);
  });

  it('does not listen again to a room that was refused', async () => {
    conversation.send(open(subscription('tea'), subscription('ale')));
    await settle();
    watches[0]!.send(wire.frame({ case: 'error', value: { status: { code: Code.PermissionDenied } } }, '', 'ale'));
    await settle();
    conversation.send(subscribe('rum', '', 'more'));
    await settle();
    expect([kinds(), watches[1]!.subscriptions.map(({ roomId }) => roomId)]).toEqual([['error ale open'], ['tea', 'rum']]);
  });

  it('says what it has to say by calls, and answers as the stream would', async () => {
    calls.postMessage.mockResolvedValueOnce({ message: wire.message(4, 'hi'), alreadyExisted: true });
    calls.postMessage.mockRejectedValueOnce(new ConnectError('slow down', Code.ResourceExhausted));
    const post = (requestId: string): ClientFrame => ({ requestId, frame: { case: 'post', value: { message: { roomId: 'tea', clientMessageId: requestId } } } });
    conversation.send(post('one'));
    conversation.send(post('two'));
    conversation.send({ frame: { case: 'typing', value: { typing: { roomId: 'tea', typing: true } } } });
    conversation.send({ frame: { case: 'ack', value: { marks: { roomId: 'tea', readSequence: 4n } } } });
    await settle();
    expect(kinds()).toEqual(['posted tea one', 'error tea two']);
    expect(Failure.ofStatus(heard[1]!.frame.case === 'error' ? heard[1]!.frame.value.status : undefined).code).toBe(Code.ResourceExhausted);
    expect([calls.sendTyping.mock.calls.length, calls.moveMarks.mock.calls[0]![0].readSequence]).toEqual([1, 4n]);
  });

  it('ends once, with what ended the call, and is silent when it was closed', async () => {
    conversation.send(open(subscription('tea')));
    await settle();
    watches[0]!.end(new ConnectError('gone', Code.Unauthenticated));
    await settle();
    expect(ends.map((failure) => failure.isSignedOut)).toEqual([true]);
    conversation.close();
    conversation.send(subscribe('tea', '', 'late'));
    await settle();
    expect([ends.length, watches.length]).toEqual([1, 1]);
  });

  it('is open with no room to listen to as long as the server answers', async () => {
    vi.useFakeTimers();
    conversation.send(open());
    await vi.advanceTimersByTimeAsync(16_000);
    calls.listUnread.mockRejectedValue(new ConnectError('away', Code.Unavailable));
    await vi.advanceTimersByTimeAsync(15_000);
    vi.useRealTimers();
    expect([kinds(), ends.map(({ code }) => code), watches.length]).toEqual([['opened', 'heartbeat'], [Code.Unavailable], 0]);
  });
});

describe('either way', () => {
  const lost = new Failure(Code.Unavailable, 'CONNECTION_LOST', '');
  let ways: string[];
  let last: ConversationEvents;
  const way = (name: string) => (_: string, events: ConversationEvents) => {
    ways.push(name);
    last = events;
    return { send: () => undefined, close: () => undefined };
  };
  const start = () => {
    ways = [];
    return eitherWay(way('socket'), way('calls'));
  };
  const events = { frame: () => undefined, end: () => undefined };
  const opens = () => last.frame(wire.frame({ case: 'opened', value: {} }, '', ''));

  it('goes the other way when the first does not come up, and tries the first again afterwards', () => {
    const converse = start();
    converse('', events);
    last.end(lost);
    converse('', events);
    opens();
    last.end(lost);
    converse('', events);
    expect(ways).toEqual(['socket', 'calls', 'socket']);
  });

  it('stays with the first once it has worked', () => {
    const converse = start();
    converse('', events);
    opens();
    last.end(lost);
    converse('', events);
    last.end(lost);
    converse('', events);
    expect(ways).toEqual(['socket', 'socket', 'socket']);
  });

  it('counts a connection that was given up before it opened as one that does not come up', () => {
    const converse = start();
    converse('', events).close();
    converse('', events);
    expect(ways).toEqual(['socket', 'calls']);
  });
});
