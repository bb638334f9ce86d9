import { timestampMs } from '@bufbuild/protobuf/wkt';
import * as wire from '../gen/groupchat/chat/v1/message_pb';
import { ParticipantKind, RoomVisibility, type Participant, type Room } from '../gen/groupchat/chat/v1/room_pb';
import { AnswerPhase, type AnswerProgress } from '../gen/groupchat/chat/v1/signal_pb';
import * as tools from '../gen/groupchat/chat/v1/tool_call_pb';
import type { Answer, AnswerVersion, Citation, Message, Person, RoomFacts, ToolCall } from './model';

/** @param asOf the last event that is part of the message. */
export function toMessage(from: wire.Message, asOf: number): Message {
  const text = from.parts[0]?.content;
  return {
    id: from.messageId,
    sequence: Number(from.sequence),
    author: toPerson(from.author),
    clientId: from.clientMessageId,
    text: from.parts.map((part) => part.content.value?.text ?? '').join(''),
    isMarkdown: text?.value?.format === wire.TextFormat.MARKDOWN,
    time: from.createTime ? timestampMs(from.createTime) : 0,
    isEdited: from.editCount > 0,
    isDeleted: from.deletion !== undefined,
    isPinned: from.pinned,
    replyTo: from.replyToMessageId,
    mentions: from.mentions.map((one) => one.userId),
    reactions: from.reactions.map(({ emoji, count, reacted }) => ({ emoji, count, mine: reacted })),
    answer: from.answer && toAnswer(from.answer),
    asOf,
  };
}

/** What an answer said at one time; nothing for what is no answer. */
export function toVersion(from: wire.Revision): AnswerVersion | undefined {
  const first = from.parts[0]?.content.value;
  return from.answer && { text: from.parts.map((part) => part.content.value?.text ?? '').join(''), isMarkdown: first?.format === wire.TextFormat.MARKDOWN, answer: toAnswer(from.answer) };
}

export function toPerson(from: Participant | undefined): Person {
  return { id: from?.userId ?? '', name: from?.displayName ?? '', isAgent: from?.kind === ParticipantKind.AGENT };
}

export function toFacts(from: Room): RoomFacts {
  return {
    id: from.roomId,
    name: from.displayName || from.roomId,
    topic: from.topic,
    visibility: from.visibility === RoomVisibility.PRIVATE ? 'private' : from.visibility === RoomVisibility.DIRECT ? 'direct' : 'public',
    isArchived: from.archived,
    memberCount: from.memberCount,
  };
}

const PHASES: Partial<Record<AnswerPhase, Answer['phase']>> = {
  [AnswerPhase.RETRIEVING]: 'retrieving',
  [AnswerPhase.GENERATING]: 'generating',
  [AnswerPhase.USING_TOOLS]: 'tools',
  [AnswerPhase.WAITING_FOR_APPROVAL]: 'approval',
};

export function toPhase(from: AnswerPhase): Answer['phase'] {
  return PHASES[from] ?? 'queued';
}

export function toWait(from: AnswerProgress): Answer['wait'] {
  if (from.queuePosition !== undefined) return { ahead: from.queuePosition };
  return from.promptTokensRead < from.promptTokens ? { percent: Math.floor((100 * from.promptTokensRead) / from.promptTokens) } : undefined;
}

const CALL_STATES: Partial<Record<tools.ToolCallState, ToolCall['state']>> = {
  [tools.ToolCallState.WAITING_FOR_APPROVAL]: 'waiting',
  [tools.ToolCallState.APPROVED]: 'approved',
  [tools.ToolCallState.RUNNING]: 'running',
  [tools.ToolCallState.DONE]: 'done',
  [tools.ToolCallState.FAILED]: 'failed',
  [tools.ToolCallState.REFUSED]: 'refused',
  [tools.ToolCallState.EXPIRED]: 'expired',
  [tools.ToolCallState.CANCELLED]: 'cancelled',
};

export function toCall(from: tools.ToolCall): ToolCall {
  return {
    number: from.number,
    tool: from.tool,
    state: CALL_STATES[from.state] ?? 'unknown',
    acts: from.effect === tools.ToolEffect.ACTS,
    arguments: from.arguments,
    hash: from.argumentsSha256,
    reason: from.reason,
    decidedBy: from.decidedBy?.displayName ?? '',
    result: from.result,
  };
}

const STATES: Partial<Record<wire.AnswerState, Answer['state']>> = {
  [wire.AnswerState.GENERATING]: 'generating',
  [wire.AnswerState.COMPLETE]: 'complete',
  [wire.AnswerState.CANCELLED]: 'cancelled',
  [wire.AnswerState.FAILED]: 'failed',
  [wire.AnswerState.INTERRUPTED]: 'interrupted',
};

function toAnswer(from: wire.Answer): Answer {
  return {
    state: STATES[from.state] ?? 'complete',
    runId: from.runId,
    questionId: from.questionMessageId,
    modelId: from.modelId,
    citations: from.citations.map(toCitation),
    failureReason: from.failureReason,
    cancelledBy: from.cancelledBy?.displayName ?? '',
    version: from.version,
    phase: 'queued',
    wait: undefined,
    calls: from.toolCalls.map(toCall),
  };
}

function toCitation(from: wire.Citation): Citation {
  return {
    marker: from.marker,
    documentId: from.documentId,
    documentTitle: from.documentTitle,
    passageId: from.passageId,
    headings: from.place?.headings ?? [],
    quote: from.quote,
    sourceUrl: from.sourceUrl,
  };
}
