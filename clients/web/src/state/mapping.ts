import { timestampMs } from '@bufbuild/protobuf/wkt';
import * as wire from '../gen/groupchat/chat/v1/message_pb';
import { ParticipantKind, RoomVisibility, type Participant, type Room } from '../gen/groupchat/chat/v1/room_pb';
import { AnswerPhase } from '../gen/groupchat/chat/v1/signal_pb';
import type { Answer, AnswerVersion, Citation, Message, Person, RoomFacts } from './model';

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

export function toPhase(from: AnswerPhase): Answer['phase'] {
  return from === AnswerPhase.RETRIEVING ? 'retrieving' : from === AnswerPhase.GENERATING || from === AnswerPhase.USING_TOOLS ? 'generating' : 'queued';
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
