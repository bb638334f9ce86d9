import { create } from '@bufbuild/protobuf';
import { Code } from '@connectrpc/connect';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Api } from '../src/api/clients';
import type { ClientFrame, ConversationEvents } from '../src/api/conversation';
import { Failure } from '../src/api/failure';
import { ListMessagesResponseSchema, ListUnreadResponseSchema } from '../src/gen/groupchat/chat/v1/chat_service_pb';
import { Chat } from '../src/state/chat';
import type { Session } from '../src/state/session';
import * as wire from './wire';

const lost = new Failure(Code.Unavailable, 'CONNECTION_LOST', '');

/** The whole store over a server that the test plays. */
describe('the chat', () => {
  let chat: Chat;
  let calls: { events: ConversationEvents; sent: ClientFrame[] }[];
  const settle = () => vi.advanceTimersByTimeAsync(0);
  const last = () => calls.at(-1)!;
  const hear = (...frames: Parameters<typeof wire.frame>[]) => frames.forEach((frame) => last().events.frame(wire.frame(...frame)));
  const sentOf = (kind: string) => last().sent.map((one) => one.frame).filter((frame) => frame?.case === kind).map((frame) => frame!.value as never);
  const texts = () => chat.rooms.value.get(wire.ROOM)!.state.value.timeline.messages.map((message) => message.text);
  const event = (...args: Parameters<typeof wire.posted>) => hear([{ case: 'event', value: wire.posted(...args) }]);

  async function reconnect() {
    last().events.end(lost);
    await vi.advanceTimersByTimeAsync(1_000);
    hear([{ case: 'opened', value: {} }, '', '']);
  }

  beforeEach(async () => {
    vi.useFakeTimers();
    calls = [];
    const api = {
      chat: {
        listUnread: async () => create(ListUnreadResponseSchema, { rooms: [wire.unread(3)] }),
        listMessages: async () => create(ListMessagesResponseSchema, { messages: [3, 2, 1].map((at) => wire.message(at, `text ${at}`)), headSequence: 3n }),
      },
    } as unknown as Api;
    const session = { current: async () => 'token', after: async () => 'token' } as unknown as Session;
    chat = new Chat(api, session, { id: wire.ME, name: 'Me' }, (_token, events) => {
      const call = { events, sent: [] as ClientFrame[] };
      calls.push(call);
      return { send: (frame) => void call.sent.push(frame), close: () => undefined };
    });
    await chat.start();
    await settle();
    hear([{ case: 'opened', value: {} }, '', '']);
    await chat.open(wire.ROOM);
  });
  afterEach(() => {
    chat.stop();
    vi.useRealTimers();
  });

  it('goes on after a break from where it stood, without a hole or a double', async () => {
    event(4);
    event(5);
    await reconnect();
    expect(sentOf('open')).toMatchObject([{ subscriptions: [{ roomId: wire.ROOM, cursor: 'c5' }] }]);
    event(5); // A server that begins one too early does no harm.
    event(6);
    expect(texts()).toEqual([1, 2, 3, 4, 5, 6].map((at) => `text ${at}`));
  });

  it('asks for what is missing, and looks at nothing until that begins', () => {
    event(6);
    const request = last().sent.at(-1)!;
    expect(request.frame).toMatchObject({ case: 'subscribe', value: { subscription: { roomId: wire.ROOM, cursor: 'c3' } } });
    event(7);
    hear([{ case: 'subscribed', value: { cursor: 'c3' } }, request.requestId!]);
    for (const at of [4, 5, 6, 7]) event(at);
    expect(texts()).toEqual([1, 2, 3, 4, 5, 6, 7].map((at) => `text ${at}`));
    expect(sentOf('subscribe')).toHaveLength(1);
  });

  it('sends a message again under the same id when its answer got lost, and shows it once', async () => {
    chat.send(wire.ROOM, 'hello');
    const [first] = sentOf('post') as { message: { clientMessageId: string } }[];
    await reconnect();
    const [again] = sentOf('post') as { message: { clientMessageId: string } }[];
    expect(again!.message.clientMessageId).toBe(first!.message.clientMessageId);
    // It had been stored the first time: the log tells of it before the second answer does.
    event(4, 'hello', wire.ME, first!.message.clientMessageId);
    expect(chat.outbox.pending.value).toEqual([]);
    hear([{ case: 'posted', value: { alreadyExisted: true } }, first!.message.clientMessageId]);
    expect(texts().filter((text) => text === 'hello')).toHaveLength(1);
  });

  it('keeps what is written without a connection', async () => {
    last().events.end(lost);
    chat.send(wire.ROOM, 'hello');
    expect([chat.outbox.pending.value[0]!.state, sentOf('post')]).toEqual(['waiting', []]);
    await vi.advanceTimersByTimeAsync(1_000);
    hear([{ case: 'opened', value: {} }, '', '']);
    expect(sentOf('post')).toHaveLength(1);
  });

  it('forgets a room that one is taken out of', () => {
    hear([{ case: 'unsubscribed', value: { reason: 'NOT_A_MEMBER' } }]);
    expect(chat.rooms.value.size).toBe(0);
  });

  it('tries again to listen to a room when that failed for the moment', async () => {
    hear([{ case: 'error', value: { status: { code: Code.Internal, message: '' } } }, 'open']);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(sentOf('subscribe')).toMatchObject([{ subscription: { roomId: wire.ROOM, cursor: 'c3' } }]);
  });

  it('takes no other failure for the end of a subscription', async () => {
    hear([{ case: 'error', value: { status: { code: Code.PermissionDenied, message: '' } } }, '']);
    await vi.advanceTimersByTimeAsync(3_000);
    expect([chat.rooms.value.size, sentOf('subscribe')]).toEqual([1, []]);
  });

  it('acknowledges what was seen, once', () => {
    event(4);
    chat.read(wire.ROOM);
    chat.read(wire.ROOM);
    expect(sentOf('ack')).toMatchObject([{ marks: { roomId: wire.ROOM, readSequence: 4n } }]);
  });
});
