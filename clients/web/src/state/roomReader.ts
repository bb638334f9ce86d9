import type { Api } from '../api/clients';
import type { RoomUnread } from '../gen/groupchat/chat/v1/unread_pb';
import { toMessage, toVersion } from './mapping';
import type { AnswerVersion, Message } from './model';

const PAGE = 50;
const ROOMS_PAGE = 200;

/** What is read of rooms by calls of their own, beside the conversation. */
export class RoomReader {
  readonly #chat: Api['chat'];

  constructor(chat: Api['chat']) {
    this.#chat = chat;
  }

  /** All rooms of the person, and what is new in each. */
  async listUnread(): Promise<RoomUnread[]> {
    const all: RoomUnread[] = [];
    for (let pageToken = ''; ; ) {
      const page = await this.#chat.listUnread({ pageSize: ROOMS_PAGE, pageToken });
      all.push(...page.rooms);
      pageToken = page.nextPageToken;
      if (!pageToken) return all;
    }
  }

  async unread(roomId: string): Promise<RoomUnread | undefined> {
    return (await this.#chat.getUnread({ roomId })).unread;
  }

  /** Messages from the newest, or from where a page before it said. */
  async page(roomId: string, pageToken: string): Promise<{ messages: Message[]; older: string }> {
    const page = await this.#chat.listMessages({ roomId, pageSize: PAGE, pageToken });
    return { messages: page.messages.map((message) => toMessage(message, Number(page.headSequence))), older: page.nextPageToken };
  }

  /** One message as it is now; up to which event is not said. */
  async message(roomId: string, messageId: string): Promise<Message | undefined> {
    const { message } = await this.#chat.getMessage({ roomId, messageId });
    return message && toMessage(message, 0);
  }

  /** Everything that an answer said, the oldest first. There are never more than fit on one page. */
  async versions(roomId: string, messageId: string): Promise<AnswerVersion[]> {
    const { revisions } = await this.#chat.listMessageRevisions({ roomId, messageId });
    return revisions.map(toVersion).filter((version) => version !== undefined);
  }
}
