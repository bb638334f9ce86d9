import { create, fromBinary, toBinary, type MessageInitShape } from '@bufbuild/protobuf';
import { Code } from '@connectrpc/connect';
import { ConverseRequestSchema, ConverseResponseSchema } from '../gen/groupchat/chat/v1/chat_service_pb';
import type { ServerFrame } from '../gen/groupchat/chat/v1/frame_pb';
import { Failure } from './failure';

export type ClientFrame = MessageInitShape<typeof ConverseRequestSchema>;

export interface ConversationEvents {
  frame(frame: ServerFrame): void;
  /** Once, and nothing after it. Not when the client has closed it. */
  end(failure: Failure): void;
}

/** An open call of Converse. What is sent before the connection stands waits for it. */
export interface Conversation {
  send(frame: ClientFrame): void;
  close(): void;
}

export type Converse = (token: string, events: ConversationEvents) => Conversation;

const PATH = '/ws/groupchat.chat.v1.ChatService/Converse';

/** Converse over a WebSocket: docs/guides/websockets.md. */
export const converse: Converse = (token, events) => {
  const socket = new WebSocket(location.origin.replace(/^http/, 'ws') + PATH, ['groupchat.proto.v1']);
  socket.binaryType = 'arraybuffer';
  const waiting: Uint8Array<ArrayBuffer>[] = [];
  let status: Failure | undefined;
  let isOver = false;

  const close = () => {
    isOver = true;
    socket.close();
  };
  const fail = (failure: Failure) => {
    if (isOver) return;
    close();
    events.end(failure);
  };

  socket.onopen = () => {
    socket.send(JSON.stringify({ open: { metadata: { authorization: `Bearer ${token}` } } }));
    for (const bytes of waiting.splice(0)) socket.send(bytes);
  };
  socket.onmessage = ({ data }: MessageEvent<ArrayBuffer | string>) => {
    if (isOver) return;
    try {
      if (typeof data === 'string') status = readStatus(data) ?? status;
      else if (data.byteLength > 0) deliver(fromBinary(ConverseResponseSchema, new Uint8Array(data)).frame, events);
    } catch (error) {
      fail(new Failure(Code.Internal, 'UNREADABLE', String(error)));
    }
  };
  socket.onclose = () => fail(status ?? new Failure(Code.Unavailable, 'CONNECTION_LOST', 'The connection broke off.'));

  return {
    send(frame) {
      const bytes = toBinary(ConverseRequestSchema, create(ConverseRequestSchema, frame)) as Uint8Array<ArrayBuffer>;
      if (socket.readyState === WebSocket.CONNECTING) waiting.push(bytes);
      else if (socket.readyState === WebSocket.OPEN) socket.send(bytes);
    },
    close,
  };
};

function deliver(frame: ServerFrame | undefined, events: ConversationEvents) {
  if (frame) events.frame(frame);
}

/** The last text frame of a call; the first one, with its headers, says nothing that we need. */
function readStatus(text: string): Failure | undefined {
  const { status } = JSON.parse(text) as { status?: { code?: number } };
  if (!status) return undefined;
  return status.code ? Failure.ofJson(status) : new Failure(Code.Unavailable, 'ENDED', 'The server ended the conversation.');
}
