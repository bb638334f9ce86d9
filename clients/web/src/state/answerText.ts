import type { TokenDelta } from '../gen/groupchat/chat/v1/signal_pb';
import type { Message } from './model';

const bytes = new TextEncoder();
const text = new TextDecoder();

/** How far the text of an answer in the making reaches, so that deltas can be put behind it. */
interface Grown {
  runId: string;
  end: number;
}

/** Puts the pieces of answers in the making together. Offsets count bytes of UTF-8, as the server does. */
export class AnswerText {
  readonly #grown = new Map<string, Grown>();

  /** The message with the delta; undefined when something before it is missing and the text has to be read anew. */
  grow(message: Message, delta: TokenDelta): Message | undefined {
    if (message.answer?.state !== 'generating') return message;
    const known = this.#grown.get(message.id) ?? { runId: message.answer.runId, end: bytes.encode(message.text).length };
    const [offset, end] = [Number(delta.offset), Number(delta.endOffset)];
    const isAnew = offset === 0 || (delta.runId !== known.runId && known.runId !== '');
    if (isAnew && offset !== 0) return undefined;
    if (!isAnew && offset > known.end) return undefined;
    if (!isAnew && end <= known.end) return message;
    const added = offset < known.end && !isAnew ? text.decode(bytes.encode(delta.text).subarray(known.end - offset)) : delta.text;
    this.#grown.set(message.id, { runId: delta.runId, end });
    return { ...message, text: isAnew ? delta.text : message.text + added, answer: { ...message.answer, runId: delta.runId, phase: 'generating', wait: undefined } };
  }

  /** The text was read anew, or is final. */
  forget(messageId: string): void {
    this.#grown.delete(messageId);
  }
}
