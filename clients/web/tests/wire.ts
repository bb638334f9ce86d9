import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { ServerFrameSchema, type ServerFrame } from '../src/gen/groupchat/chat/v1/frame_pb';
import { AnswerState, MessageSchema, type Message as WireMessage } from '../src/gen/groupchat/chat/v1/message_pb';
import { RoomEventSchema, type RoomEvent } from '../src/gen/groupchat/chat/v1/room_event_pb';
import { AnswerPhase, AnswerProgressSchema, SignalSchema, type AnswerProgress, type Signal } from '../src/gen/groupchat/chat/v1/signal_pb';
import { ToolCallSchema, ToolCallState, ToolEffect, type ToolCall as WireToolCall } from '../src/gen/groupchat/chat/v1/tool_call_pb';
import { RoomUnreadSchema, type RoomUnread } from '../src/gen/groupchat/chat/v1/unread_pb';

/** What a server would send, short to write. */
export const ROOM = 'tea';
export const ME = 'me';

export function unread(head = 0, count = 0, read = 0): RoomUnread {
  return create(RoomUnreadSchema, { room: { roomId: ROOM, displayName: 'Tea', headSequence: BigInt(head), memberCount: 2 }, cursor: `c${head}`, unreadCount: BigInt(count), mark: { readSequence: BigInt(read) } });
}

export function event(sequence: number, change: MessageInitShape<typeof RoomEventSchema>['change']): RoomEvent {
  return create(RoomEventSchema, { roomId: ROOM, sequence: BigInt(sequence), cursor: `c${sequence}`, ...(change && { change }) });
}

export function message(sequence: number, text: string, author = 'bob', clientMessageId = '', more: Exclude<MessageInitShape<typeof MessageSchema>, WireMessage> = {}) {
  const parts = text ? [{ content: { case: 'text' as const, value: { text } } }] : [];
  return create(MessageSchema, { messageId: `m${sequence}`, roomId: ROOM, sequence: BigInt(sequence), clientMessageId, author: { userId: author, displayName: author }, parts, ...more });
}

export function posted(sequence: number, text = `text ${sequence}`, author = 'bob', clientMessageId = ''): RoomEvent {
  return event(sequence, { case: 'messagePosted', value: { message: message(sequence, text, author, clientMessageId) } });
}

export function answer(sequence: number, text: string, state = AnswerState.GENERATING, version = 1) {
  return message(sequence, text, 'agent:assistant', '', { answer: { state, runId: 'run-1', version } });
}

export function call(number: number, state: ToolCallState, more: Exclude<MessageInitShape<typeof ToolCallSchema>, WireToolCall> = {}) {
  return create(ToolCallSchema, { messageId: 'm1', number, tool: 'pin_message', effect: ToolEffect.ACTS, state, arguments: '{"message":"question"}', argumentsSha256: 'ab', ...more });
}

export function delta(id: string, offset: number, text: string, runId = 'run-1'): Signal {
  const end = offset + new TextEncoder().encode(text).length;
  return create(SignalSchema, { signal: { case: 'tokenDelta', value: { messageId: id, runId, offset: BigInt(offset), text, endOffset: BigInt(end) } } });
}

export function progress(id: string, more: Exclude<MessageInitShape<typeof AnswerProgressSchema>, AnswerProgress>): Signal {
  return create(SignalSchema, { signal: { case: 'answerProgress', value: { messageId: id, runId: 'run-1', phase: AnswerPhase.GENERATING, ...more } } });
}

export function reaction(sequence: number, id: string, emoji: string, who: string, added = true): RoomEvent {
  return event(sequence, { case: added ? 'reactionAdded' : 'reactionRemoved', value: { messageId: id, emoji, participant: { userId: who } } });
}

export function frame(of: MessageInitShape<typeof ServerFrameSchema>['frame'], requestId = '', roomId = ROOM): ServerFrame {
  return create(ServerFrameSchema, { roomId, requestId, ...(of && { frame: of }) });
}
