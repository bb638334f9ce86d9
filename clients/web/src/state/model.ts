/** What the page shows, in its own words: nothing here knows of the wire. */
export interface Person {
  id: string;
  name: string;
  isAgent: boolean;
}

export interface Reaction {
  emoji: string;
  count: number;
  mine: boolean;
}

export interface Citation {
  marker: number;
  documentId: string;
  documentTitle: string;
  passageId: string;
  headings: readonly string[];
  quote: string;
  sourceUrl: string;
}

export type ToolCallState = 'waiting' | 'approved' | 'running' | 'done' | 'failed' | 'refused' | 'expired' | 'cancelled' | 'unknown';

/** A tool that an agent uses while it answers. */
export interface ToolCall {
  number: number;
  tool: string;
  state: ToolCallState;
  /** Changes something: more than reading and asking. */
  acts: boolean;
  /** JSON; all of it while somebody has to approve the call. */
  arguments: string;
  /** Names exactly these arguments. */
  hash: string;
  reason: string;
  decidedBy: string;
  result: string;
}

export type AnswerState = 'generating' | 'complete' | 'cancelled' | 'failed' | 'interrupted';

export interface Answer {
  state: AnswerState;
  runId: string;
  questionId: string;
  modelId: string;
  citations: readonly Citation[];
  failureReason: string;
  cancelledBy: string;
  /** 1 for the first answer to the question. */
  version: number;
  /** What the agent is doing while there is no text yet. */
  phase: 'queued' | 'retrieving' | 'generating' | 'tools' | 'approval';
  /** Before its first word: requests that its model starts before it, or how much of the prompt has been read. */
  wait: { ahead: number } | { percent: number } | undefined;
  /** By number. */
  calls: readonly ToolCall[];
}

/** What an answer said before it was made again. */
export interface AnswerVersion {
  text: string;
  isMarkdown: boolean;
  answer: Answer;
}

export interface Message {
  id: string;
  sequence: number;
  author: Person;
  clientId: string;
  text: string;
  isMarkdown: boolean;
  time: number;
  isEdited: boolean;
  isDeleted: boolean;
  isPinned: boolean;
  replyTo: string;
  mentions: readonly string[];
  reactions: readonly Reaction[];
  answer: Answer | undefined;
  /** Events of the log up to this sequence are part of what stands here. */
  asOf: number;
}

export interface RoomFacts {
  id: string;
  name: string;
  topic: string;
  visibility: 'public' | 'private' | 'direct';
  isArchived: boolean;
  memberCount: number;
}

export interface Timeline {
  status: 'none' | 'loading' | 'ready' | 'failed';
  /** By sequence. */
  messages: readonly Message[];
  /** Token of the page before; empty at the room's first message. */
  older: string;
  isLoadingOlder: boolean;
  /** What was unread when the room was opened begins after this; undefined when nothing was. */
  unreadFrom: number | undefined;
}

export interface RoomState {
  facts: RoomFacts;
  /** The last event that was applied. */
  head: number;
  unread: number;
  mentions: number;
  readTo: number;
  timeline: Timeline;
  typing: readonly Person[];
  present: readonly Person[];
}

export const NO_TIMELINE: Timeline = { status: 'none', messages: [], older: '', isLoadingOlder: false, unreadFrom: undefined };
