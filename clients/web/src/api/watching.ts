import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { anyPack, durationFromMs } from '@bufbuild/protobuf/wkt';
import { Code, ConnectError } from '@connectrpc/connect';
import { ConverseRequestSchema, type ConverseRequest } from '../gen/groupchat/chat/v1/chat_service_pb';
import { ServerFrameSchema, type ServerFrame, type Subscription } from '../gen/groupchat/chat/v1/frame_pb';
import { ErrorInfoSchema, RetryInfoSchema } from '../gen/google/rpc/error_details_pb';
import type { Api } from './clients';
import type { ClientFrame, Conversation, ConversationEvents, Converse } from './conversation';
import { Failure } from './failure';

type Calls = Pick<Api['chat'], 'watchRooms' | 'postMessage' | 'sendTyping' | 'moveMarks' | 'listUnread'>;

/** Nobody can be listened to in no room: then the server is asked this often whether it is there. */
const IDLE = 15_000;

/** Converse over plain HTTP: WatchRooms listens, and calls of their own say the rest. Their transport brings the token. */
export const watching =
  (chat: Calls): Converse =>
  (_, events) =>
    new Watching(chat, events);

class Watching implements Conversation {
  readonly #chat: Calls;
  readonly #events: ConversationEvents;
  /** Where each room stands that is listened to. */
  readonly #cursors = new Map<string, string>();
  /** The requests that a subscription answers, by room. */
  readonly #asked = new Map<string, string>();
  #call = new AbortController();
  #isOpen = false;
  #isOver = false;
  #isDue = false;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(chat: Calls, events: ConversationEvents) {
    [this.#chat, this.#events] = [chat, events];
  }

  send(frame: ClientFrame): void {
    const request = create(ConverseRequestSchema, frame);
    if (!this.#isOver) void this.#do(request).catch((error: unknown) => this.#deliver(refusal(request, error)));
  }

  close(): void {
    this.#isOver = true;
    clearTimeout(this.#idle);
    this.#call.abort();
  }

  async #do({ requestId, frame: { case: kind, value } }: ConverseRequest): Promise<void> {
    if (kind === 'open') this.#listen(value.subscriptions, requestId);
    else if (kind === 'subscribe' && value.subscription) this.#listen([value.subscription], requestId);
    else if (kind === 'typing' && value.typing) await this.#chat.sendTyping(value.typing);
    else if (kind === 'ack' && value.marks) await this.#chat.moveMarks(value.marks);
    else if (kind === 'post' && value.message) {
      const posted = await this.#chat.postMessage(value.message);
      this.#deliver(frameOf({ case: 'posted', value: { message: posted.message!, alreadyExisted: posted.alreadyExisted } }, requestId, value.message.roomId));
    } else throw new ConnectError(`${kind ?? 'Nothing'} cannot be said here.`, Code.Unimplemented);
  }

  #listen(subscriptions: Subscription[], requestId: string): void {
    for (const { roomId, cursor } of subscriptions) {
      this.#cursors.set(roomId, cursor);
      this.#asked.set(roomId, requestId);
    }
    if (this.#isDue) return;
    // What else is asked for in this moment joins the same call.
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      if (!this.#isOver) void this.#watch();
    });
  }

  /** One call for all rooms, made anew when there is another room: a browser has few connections. Each goes on where it stands. */
  async #watch(): Promise<void> {
    this.#call.abort();
    clearTimeout(this.#idle);
    const { signal } = (this.#call = new AbortController());
    const subscriptions = [...this.#cursors].map(([roomId, cursor]) => ({ roomId, cursor }));
    try {
      if (subscriptions.length === 0) return await this.#beat(signal);
      for await (const { frame } of this.#chat.watchRooms({ subscriptions }, { signal, timeoutMs: 0 })) {
        if (signal.aborted) return;
        if (frame) this.#take(frame);
      }
      this.#end(new Failure(Code.Unavailable, 'ENDED', 'The server ended the stream.'), signal);
    } catch (error) {
      this.#end(Failure.of(error), signal);
    }
  }

  async #beat(signal: AbortSignal): Promise<void> {
    await this.#chat.listUnread({ pageSize: 1 }, { signal });
    if (signal.aborted) return;
    this.#deliver(this.#isOpen ? frameOf({ case: 'heartbeat', value: {} }) : frameOf({ case: 'opened', value: {} }));
    this.#isOpen = true;
    this.#idle = setTimeout(() => void this.#watch(), IDLE);
  }

  #take(frame: ServerFrame): void {
    const { case: kind, value } = frame.frame;
    if (kind === 'opened') {
      if (this.#isOpen) return;
      this.#isOpen = true;
    } else if (kind === 'event' || kind === 'caughtUp') this.#cursors.set(frame.roomId, value.cursor);
    else if (kind === 'unsubscribed') this.#cursors.delete(frame.roomId);
    else if (kind === 'subscribed' || kind === 'error') {
      const requestId = this.#asked.get(frame.roomId);
      this.#asked.delete(frame.roomId);
      if (kind === 'error') this.#cursors.delete(frame.roomId);
      if (requestId === undefined) return;
      frame.requestId = requestId;
    }
    this.#deliver(frame);
  }

  #deliver(frame: ServerFrame): void {
    if (!this.#isOver) this.#events.frame(frame);
  }

  #end(failure: Failure, { aborted }: AbortSignal): void {
    if (aborted || this.#isOver) return;
    this.close();
    this.#events.end(failure);
  }
}

function frameOf(frame: Exclude<MessageInitShape<typeof ServerFrameSchema>['frame'], undefined>, requestId = '', roomId = ''): ServerFrame {
  return create(ServerFrameSchema, { requestId, roomId, frame });
}

/** What an error frame would have said. */
function refusal({ requestId, frame: { case: kind, value } }: ConverseRequest, error: unknown): ServerFrame {
  const { code, message, reason, metadata, retryAfter } = Failure.of(error);
  const details = [anyPack(ErrorInfoSchema, create(ErrorInfoSchema, { reason, metadata }))];
  if (retryAfter !== undefined) details.push(anyPack(RetryInfoSchema, create(RetryInfoSchema, { retryDelay: durationFromMs(retryAfter) })));
  const roomId = (kind === 'post' && value.message?.roomId) || '';
  return frameOf({ case: 'error', value: { status: { code, message, details } } }, requestId, roomId);
}
