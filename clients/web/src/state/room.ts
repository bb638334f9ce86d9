import type { RoomEvent } from '../gen/groupchat/chat/v1/room_event_pb';
import type { Signal } from '../gen/groupchat/chat/v1/signal_pb';
import type { RoomUnread } from '../gen/groupchat/chat/v1/unread_pb';
import { AnswerText } from './answerText';
import { toFacts, toPerson, toPhase, toWait } from './mapping';
import { applyEvent, merge } from './messages';
import { NO_TIMELINE, type Message, type Person, type RoomState } from './model';
import { Store } from './store';

/** What became of an event: a gap means that others are missing before it, and that it was not applied. */
export type Applied = 'applied' | 'known' | 'gap';

const TYPING_HOLDS = 6_000;

/** One room: its log as far as it is known, and what passes by. */
export class Room {
  readonly state: Store<RoomState>;
  /** Where to go on after a break. */
  cursor: string;
  readonly #me: string;
  readonly #answers = new AnswerText();
  readonly #typing = new Map<string, { who: Person; until: number }>();
  /** Events that came while pages were being read; they may have been too late for a page, or not. */
  #meanwhile: RoomEvent[] = [];
  #reads = 0;

  constructor(me: string, from: RoomUnread) {
    this.#me = me;
    this.cursor = from.cursor;
    this.state = new Store<RoomState>({
      facts: toFacts(from.room!),
      head: Number(from.room!.headSequence),
      unread: Number(from.unreadCount),
      mentions: Number(from.mentionCount),
      readTo: Number(from.mark?.readSequence ?? 0n),
      timeline: NO_TIMELINE,
      typing: [],
      present: [],
    });
  }

  /** Takes the room as the server counts it now, when that is newer than what is known here. */
  refresh(from: RoomUnread): void {
    this.state.update((state) => {
      const readTo = Math.max(state.readTo, Number(from.mark?.readSequence ?? 0n));
      const isAsNew = Number(from.room!.headSequence) >= state.head;
      return isAsNew ? { ...state, facts: toFacts(from.room!), readTo, unread: Number(from.unreadCount), mentions: Number(from.mentionCount) } : { ...state, readTo };
    });
  }

  apply(event: RoomEvent): Applied {
    const { head } = this.state.value;
    const at = Number(event.sequence);
    if (at <= head) return 'known';
    if (at > head + 1) return 'gap';
    if (this.#reads > 0) this.#meanwhile.push(event);
    this.cursor = event.cursor;
    this.state.update((state) => this.#count({ ...this.#withEvent(state, event), head: at }, event));
    return 'applied';
  }

  /** The log lost what comes next: from here on it goes on after a hole. */
  jump(firstSequence: number): void {
    this.state.update((state) => ({ ...state, head: Math.max(state.head, firstSequence - 1), timeline: NO_TIMELINE }));
  }

  /** Runs a read of messages; what it returns is merged with everything that has happened since it was made. */
  async read(load: () => Promise<{ messages: readonly Message[]; older?: string }>): Promise<void> {
    this.#reads++;
    try {
      const page = await load();
      this.state.update((state) => {
        let messages = merge(state.timeline.messages, page.messages);
        for (const event of this.#meanwhile) messages = applyEvent(messages, event, this.#me);
        for (const { id } of page.messages) this.#answers.forget(id);
        return { ...state, timeline: { ...state.timeline, messages, older: page.older ?? state.timeline.older, status: 'ready' } };
      });
    } finally {
      if (--this.#reads === 0) this.#meanwhile = [];
    }
  }

  /** False when the text of an answer has to be read anew. */
  signal({ signal }: Signal): boolean {
    switch (signal.case) {
      case 'typing':
        this.#setTyping(toPerson(signal.value.participant), signal.value.typing);
        return true;
      case 'presence':
        this.#setPresent(toPerson(signal.value.participant), signal.value.present);
        return true;
      case 'tokenDelta':
        return this.#change(signal.value.messageId, (message) => this.#answers.grow(message, signal.value));
      case 'answerProgress':
        return this.#change(signal.value.messageId, (message) => message.answer && { ...message, answer: { ...message.answer, phase: toPhase(signal.value.phase), wait: toWait(signal.value) } });
      default:
        return true;
    }
  }

  /** Takes the text of an answer in the making as it was read; how it ends is told by the log. */
  regrow(read: Message): void {
    this.#answers.forget(read.id);
    this.#change(read.id, (old) => (old.answer?.state === 'generating' && read.answer?.state === 'generating' ? { ...old, text: read.text, answer: { ...old.answer, runId: read.answer.runId } } : old));
  }

  /** Nobody is told of signals any more. */
  hush(): void {
    this.#typing.clear();
    this.state.update((state) => ({ ...state, typing: [], present: [] }));
  }

  /** Typing that was not repeated is over. */
  expireTyping(now = Date.now()): void {
    for (const [id, { until }] of this.#typing) if (until <= now) this.#typing.delete(id);
    this.#showTyping();
  }

  markRead(sequence: number): boolean {
    if (sequence <= this.state.value.readTo) return false;
    this.state.update((state) => ({ ...state, readTo: sequence, unread: 0, mentions: 0 }));
    return true;
  }

  #withEvent(state: RoomState, event: RoomEvent): RoomState {
    const { change } = event;
    const messages = applyEvent(state.timeline.messages, event, this.#me);
    const timeline = state.timeline.status === 'none' || messages === state.timeline.messages ? state.timeline : { ...state.timeline, messages };
    const next = { ...state, timeline };
    if ((change.case === 'answerFinished' || change.case === 'answerRestarted') && change.value.message) this.#answers.forget(change.value.message.messageId);
    if (change.case === 'roomUpdated' && change.value.room) return { ...next, facts: toFacts(change.value.room) };
    if (change.case === 'memberJoined') return { ...next, facts: { ...state.facts, memberCount: state.facts.memberCount + 1 } };
    if (change.case === 'memberLeft') return { ...next, facts: { ...state.facts, memberCount: state.facts.memberCount - 1 } };
    return next;
  }

  /** Unread counts, as the server would count them. */
  #count(state: RoomState, { change }: RoomEvent): RoomState {
    if (change.case === 'messagePosted' || change.case === 'answerStarted') {
      const message = change.value.message;
      if (!message) return state;
      this.#typing.delete(message.author?.userId ?? '');
      const typing = state.typing.filter((one) => one.id !== message.author?.userId);
      if (message.author?.userId === this.#me) return { ...state, typing, readTo: Math.max(state.readTo, Number(message.sequence)), unread: 0, mentions: 0 };
      const mentions = state.mentions + (message.mentions.some((one) => one.userId === this.#me) ? 1 : 0);
      return { ...state, typing, unread: state.unread + 1, mentions };
    }
    if (change.case === 'messageDeleted') {
      const message = change.value.message;
      const wasUnread = message && Number(message.sequence) > state.readTo && message.author?.userId !== this.#me;
      return wasUnread ? { ...state, unread: Math.max(0, state.unread - 1) } : state;
    }
    return state;
  }

  #change(id: string, change: (message: Message) => Message | undefined): boolean {
    const { messages } = this.state.value.timeline;
    const index = messages.findLastIndex((message) => message.id === id);
    if (index < 0) return true;
    const changed = change(messages[index]!);
    if (!changed) return false;
    this.state.update((state) => ({ ...state, timeline: { ...state.timeline, messages: messages.with(index, changed) } }));
    return true;
  }

  #setTyping(who: Person, isTyping: boolean): void {
    if (isTyping) this.#typing.set(who.id, { who, until: Date.now() + TYPING_HOLDS });
    else this.#typing.delete(who.id);
    this.#showTyping();
  }

  #showTyping(): void {
    const typing = [...this.#typing.values()].map(({ who }) => who);
    this.state.update((state) => (state.typing.length === typing.length && typing.every((who, at) => who.id === state.typing[at]?.id) ? state : { ...state, typing }));
  }

  #setPresent(who: Person, isPresent: boolean): void {
    this.state.update((state) => {
      const others = state.present.filter((one) => one.id !== who.id);
      return { ...state, present: isPresent ? [...others, who] : others };
    });
  }
}
