import { Code } from '@connectrpc/connect';
import type { Failure } from './failure';

const REASONS: Record<string, string> = {
  NOT_A_MEMBER: 'You are not a member of this room any more.',
  ROOM_NOT_FOUND: 'There is no such room, or it is private.',
  ROOM_ID_TAKEN: 'A room with this id exists already.',
  ROOM_ARCHIVED: 'This room is archived: it can be read, and nothing can be changed in it.',
  MESSAGE_EMPTY: 'There is nothing to send.',
  MESSAGE_TOO_LARGE: 'This message is too long.',
  MESSAGE_DELETED: 'This message was deleted.',
  NOT_THE_AUTHOR: 'Only its author can change a message.',
  ANSWER_IN_PROGRESS: 'This answer is still being written.',
  AGENT_SILENT: 'The agent does not speak in this room any more.',
  TOO_MANY_VERSIONS: 'This answer was made again as often as it can be.',
  QUOTA_EXCEEDED: 'The tokens of this day are used up.',
  TOO_MANY_ANSWERS: 'Too many answers are being written at the same time.',
  ROLE_REQUIRED: 'Your role in this room does not allow that.',
  MUTED: 'You have been muted in this room.',
  BANNED: 'You have been banned from this room.',
  SLOW_MODE: 'Slow mode: wait a moment between messages.',
  TOO_MANY_REACTIONS: 'This message has as many kinds of reactions as it can take.',
  DOCUMENT_TOO_LARGE: 'This file is too large.',
  UNSUPPORTED_MEDIA_TYPE: 'This kind of file cannot be read. Plain text and Markdown can.',
  INVALID_ENCODING: 'This file is not text in UTF-8 or UTF-16.',
  EMPTY_DOCUMENT: 'This file is empty.',
  UPLOAD_INCOMPLETE: 'The upload broke off.',
  INDEX_UNAVAILABLE: 'The file is stored and will be searchable a little later.',
  SESSION_REVOKED: 'Your session has ended. Sign in again.',
  RATE_LIMITED: 'Too much at once. Wait a moment.',
  APPROVER_REQUIRED: 'Only who asked, and moderators, can decide about this.',
  TOOL_CALL_DECIDED: 'This was decided already.',
  TOOL_CALL_EXPIRED: 'The time to decide about this is over.',
  TOOL_CALL_CHANGED: 'What you approved is not what would be run: look at it again.',
  MODEL_FAILED: 'The model failed.',
  TURN_TIMEOUT: 'It took too long.',
  RETRIEVAL_FAILED: 'The documents could not be searched.',
  ANSWER_TOO_LONG: 'The answer became too long.',
  NO_WORKER: 'Nobody was there to answer.',
  WORKER_LOST: 'The answer broke off.',
};

/** What a person is told about it. */
export function wordsFor(failure: Failure): string {
  const known = reasonText(failure.reason);
  if (known) return known;
  if (failure.code === Code.Unavailable || failure.code === Code.DeadlineExceeded) return 'The server does not answer.';
  return failure.message || 'That did not work.';
}

/** What a reason means; nothing for one that is not known here. */
export function reasonText(reason: string): string {
  return Object.hasOwn(REASONS, reason) ? (REASONS[reason] ?? '') : '';
}
