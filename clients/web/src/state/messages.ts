import type { RoomEvent } from '../gen/groupchat/chat/v1/room_event_pb';
import { toCall, toMessage } from './mapping';
import type { Message, ToolCall } from './model';

type Messages = readonly Message[];

/** What an event makes of the messages that are known. An event that is part of a message already changes nothing. */
export function applyEvent(messages: Messages, event: RoomEvent, me: string): Messages {
  const at = Number(event.sequence);
  const { change } = event;
  switch (change.case) {
    case 'messagePosted':
    case 'answerStarted':
      return change.value.message ? place(messages, toMessage(change.value.message, at)) : messages;
    case 'messageEdited':
    case 'answerFinished':
    case 'answerRestarted':
    case 'messageDeleted': {
      const said = change.value.message;
      // Events do not tell of reactions, pins and calls of tools, which stay as they were; a deleted message has none.
      return said ? alter(messages, said.messageId, at, (old) => (change.case === 'messageDeleted' ? toMessage(said, at) : kept(old, toMessage(said, at)))) : messages;
    }
    case 'toolCallRequested':
    case 'toolCallDecided':
    case 'toolCallStarted':
    case 'toolCallFinished': {
      const { toolCall } = change.value;
      return toolCall ? alter(messages, toolCall.messageId, at, (old) => withCall(old, toCall(toolCall))) : messages;
    }
    case 'reactionAdded':
    case 'reactionRemoved': {
      const { messageId, emoji, participant } = change.value;
      return alter(messages, messageId, at, (old) => react(old, emoji, participant?.userId === me, change.case === 'reactionAdded' ? 1 : -1));
    }
    case 'messagePinned':
    case 'messageUnpinned':
      return alter(messages, change.value.messageId, at, (old) => ({ ...old, isPinned: change.case === 'messagePinned' }));
    case 'historyTrimmed': {
      const first = Number(change.value.firstSequence);
      return messages.some((message) => message.sequence < first) ? messages.filter((message) => message.sequence >= first) : messages;
    }
    default:
      return messages;
  }
}

/** Adds a message at its place. The one that is known stays when it is as new. */
export function place(messages: Messages, message: Message): Messages {
  const known = messages.findIndex((one) => one.id === message.id);
  if (known >= 0) return messages[known]!.asOf >= message.asOf ? messages : messages.with(known, message);
  const last = messages.findLastIndex((one) => one.sequence < message.sequence);
  return messages.toSpliced(last + 1, 0, message);
}

/** Adds a page that was read from the server. */
export function merge(messages: Messages, page: Messages): Messages {
  const known = new Map(messages.map((message) => [message.id, message]));
  for (const message of page) {
    const old = known.get(message.id);
    if (!old || old.asOf < message.asOf) known.set(message.id, message);
  }
  return [...known.values()].sort((a, b) => a.sequence - b.sequence);
}

function alter(messages: Messages, id: string, at: number, change: (message: Message) => Message): Messages {
  const index = messages.findLastIndex((message) => message.id === id);
  const old = messages[index];
  return old && old.asOf < at ? messages.with(index, { ...change(old), asOf: at }) : messages;
}

/** What events of a message do not tell stays as it was. An answer that is made again has made no calls yet. */
function kept({ reactions, isPinned, answer }: Message, now: Message): Message {
  return { ...now, reactions, isPinned, answer: now.answer && { ...now.answer, calls: (answer?.version === now.answer.version && answer?.calls) || [] } };
}

function withCall(message: Message, call: ToolCall): Message {
  if (!message.answer) return message;
  const others = message.answer.calls.filter((one) => one.number !== call.number);
  return { ...message, answer: { ...message.answer, calls: [...others, call].sort((a, b) => a.number - b.number) } };
}

function react(message: Message, emoji: string, isMine: boolean, by: 1 | -1): Message {
  const old = message.reactions.find((reaction) => reaction.emoji === emoji) ?? { emoji, count: 0, mine: false };
  const now = { emoji, count: old.count + by, mine: isMine ? by > 0 : old.mine };
  const isNew = old.count === 0;
  const reactions = isNew ? [...message.reactions, now] : message.reactions.map((reaction) => (reaction.emoji === emoji ? now : reaction));
  return { ...message, reactions: reactions.filter((reaction) => reaction.count > 0) };
}
