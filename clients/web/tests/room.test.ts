import { describe, expect, it } from 'vitest';
import { AnswerState } from '../src/gen/groupchat/chat/v1/message_pb';
import { ToolCallState } from '../src/gen/groupchat/chat/v1/tool_call_pb';
import { toMessage } from '../src/state/mapping';
import { Room } from '../src/state/room';
import * as wire from './wire';

const texts = (room: Room) => room.state.value.timeline.messages.map((message) => message.text);
const open = async (room: Room, ...page: [number, string][]) =>
  room.read(async () => ({ messages: page.map(([sequence, text]) => toMessage(wire.message(sequence, text), room.state.value.head)), older: '' }));

describe('the log of a room', () => {
  it('applies each event once, in order', async () => {
    const room = new Room(wire.ME, wire.unread());
    await open(room);
    expect([wire.posted(1), wire.posted(2), wire.posted(2), wire.posted(1), wire.posted(3)].map((event) => room.apply(event))).toEqual(['applied', 'applied', 'known', 'known', 'applied']);
    expect(texts(room)).toEqual(['text 1', 'text 2', 'text 3']);
    expect(room.cursor).toBe('c3');
  });

  it('applies nothing after a gap, and keeps its place', async () => {
    const room = new Room(wire.ME, wire.unread());
    await open(room);
    room.apply(wire.posted(1));
    expect(room.apply(wire.posted(3))).toBe('gap');
    expect([texts(room), room.cursor]).toEqual([['text 1'], 'c1']);
    expect([wire.posted(2), wire.posted(3)].map((event) => room.apply(event))).toEqual(['applied', 'applied']);
    expect(texts(room)).toHaveLength(3);
  });

  it('goes on behind a hole that retention has made', () => {
    const room = new Room(wire.ME, wire.unread(5));
    room.jump(40);
    expect(room.apply(wire.posted(40))).toBe('applied');
  });

  it('skips events it does not know', () => {
    const room = new Room(wire.ME, wire.unread());
    expect(room.apply(wire.event(1, undefined))).toBe('applied');
    expect(room.state.value.head).toBe(1);
  });
});

describe('pages and live events', () => {
  it('neither loses nor doubles what happens while a page is read', async () => {
    const room = new Room(wire.ME, wire.unread(2));
    let deliver = () => {};
    // Read at 3, when 3 was there and 4 was not; both come live before the page does.
    const reading = room.read(() => new Promise((resolve) => (deliver = () => resolve({ messages: [1, 2, 3].map((at) => toMessage(wire.message(at, `text ${at}`), 3)), older: 'more' }))));
    room.apply(wire.posted(3));
    room.apply(wire.posted(4));
    deliver();
    await reading;
    expect(texts(room)).toEqual(['text 1', 'text 2', 'text 3', 'text 4']);
  });

  it('counts a reaction once, whether the page has it already or not', async () => {
    const room = new Room(wire.ME, wire.unread(2));
    const reacted = toMessage(wire.message(1, 'one'), 3);
    await room.read(async () => ({ messages: [{ ...reacted, reactions: [{ emoji: '👍', count: 1, mine: false }] }], older: '' }));
    room.apply(wire.reaction(3, 'm1', '👍', 'bob')); // Part of the page.
    room.apply(wire.reaction(4, 'm1', '👍', wire.ME));
    expect(room.state.value.timeline.messages[0]!.reactions).toEqual([{ emoji: '👍', count: 2, mine: true }]);
    room.apply(wire.reaction(5, 'm1', '👍', wire.ME, false));
    room.apply(wire.reaction(6, 'm1', '👍', 'bob', false));
    expect(room.state.value.timeline.messages[0]!.reactions).toEqual([]);
  });

  it('puts an older page before what is there', async () => {
    const room = new Room(wire.ME, wire.unread(4));
    await open(room, [3, 'c'], [4, 'd']);
    await open(room, [2, 'b'], [1, 'a']);
    expect(texts(room)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('shows edits and deletions, and keeps reactions through an edit', async () => {
    const room = new Room(wire.ME, wire.unread(1));
    await open(room, [1, 'helo']);
    room.apply(wire.reaction(2, 'm1', '🎉', 'bob'));
    room.apply(wire.event(3, { case: 'messageEdited', value: { message: wire.message(1, 'hello', 'bob', '', { editCount: 1 }) } }));
    expect(room.state.value.timeline.messages[0]).toMatchObject({ text: 'hello', isEdited: true, reactions: [{ emoji: '🎉', count: 1 }] });
    room.apply(wire.event(4, { case: 'messageDeleted', value: { message: wire.message(1, '', 'bob', '', { deletion: {} }) } }));
    expect(room.state.value.timeline.messages[0]).toMatchObject({ text: '', isDeleted: true, reactions: [] });
  });
});

describe('unread counts', () => {
  it('count what others say, until it is read', () => {
    const room = new Room(wire.ME, wire.unread(1, 1));
    room.apply(wire.posted(2));
    room.apply(wire.event(3, { case: 'messagePosted', value: { message: wire.message(3, '@me', 'bob', '', { mentions: [{ userId: wire.ME }] }) } }));
    expect(room.state.value).toMatchObject({ unread: 3, mentions: 1 });
    room.apply(wire.event(4, { case: 'messageDeleted', value: { message: wire.message(2, '') } }));
    expect(room.state.value.unread).toBe(2);
    expect([room.markRead(4), room.markRead(4)]).toEqual([true, false]);
    expect(room.state.value).toMatchObject({ unread: 0, mentions: 0 });
  });

  it('are nothing after what one has said oneself', () => {
    const room = new Room(wire.ME, wire.unread(0));
    room.apply(wire.posted(1));
    room.apply(wire.posted(2, 'mine', wire.ME));
    expect(room.state.value.unread).toBe(0);
  });
});

describe('an answer in the making', () => {
  async function growing(text = '') {
    const room = new Room(wire.ME, wire.unread(0));
    await open(room);
    room.apply(wire.event(1, { case: 'answerStarted', value: { message: wire.answer(1, text) } }));
    return room;
  }

  it('grows by bytes, not by letters', async () => {
    const room = await growing();
    expect([wire.delta('m1', 0, 'Tée '), wire.delta('m1', 5, '☕ ist'), wire.delta('m1', 12, ' gut')].map((delta) => room.signal(delta))).toEqual([true, true, true]);
    expect(texts(room)).toEqual(['Tée ☕ ist gut']);
  });

  it('says how far its model is until the first word', async () => {
    const room = await growing();
    const wait = () => room.state.value.timeline.messages[0]!.answer!.wait;
    room.signal(wire.progress('m1', { queuePosition: 0 }));
    expect(wait()).toEqual({ ahead: 0 });
    room.signal(wire.progress('m1', { promptTokensRead: 50, promptTokens: 200 }));
    expect(wait()).toEqual({ percent: 25 });
    room.signal(wire.progress('m1', { promptTokensRead: 200, promptTokens: 200 }));
    expect(wait()).toBeUndefined();
    room.signal(wire.progress('m1', { queuePosition: 3 }));
    room.signal(wire.delta('m1', 0, 'one'));
    expect(wait()).toBeUndefined();
  });

  it('takes a delta twice, and one that overlaps, without doubling anything', async () => {
    const room = await growing();
    for (const delta of [wire.delta('m1', 0, 'one two'), wire.delta('m1', 0, 'one two'), wire.delta('m1', 3, ' two three'), wire.delta('m1', 3, ' two')]) room.signal(delta);
    expect(texts(room)).toEqual(['one two three']);
  });

  it('says so when a piece is missing, and goes on from the text that is read then', async () => {
    const room = await growing();
    room.signal(wire.delta('m1', 0, 'one'));
    expect(room.signal(wire.delta('m1', 7, ' three'))).toBe(false);
    room.regrow(toMessage(wire.answer(1, 'one two three'), 0));
    expect(room.signal(wire.delta('m1', 7, ' three four'))).toBe(true);
    expect(texts(room)).toEqual(['one two three four']);
  });

  it('begins anew with another run', async () => {
    const room = await growing();
    room.signal(wire.delta('m1', 0, 'wrong'));
    room.signal(wire.delta('m1', 0, 'right', 'run-2'));
    expect(texts(room)).toEqual(['right']);
  });

  it('begins anew when it is made again, whatever of the old text comes late', async () => {
    const room = await growing();
    room.signal(wire.delta('m1', 0, 'four'));
    room.apply(wire.event(2, { case: 'answerFinished', value: { message: wire.answer(1, 'four', AnswerState.COMPLETE) } }));
    room.apply(wire.event(3, { case: 'answerRestarted', value: { message: wire.answer(1, '', AnswerState.GENERATING, 2) } }));
    expect([texts(room), room.state.value.timeline.messages[0]!.answer!.version]).toEqual([[''], 2]);
    room.signal(wire.delta('m1', 0, 'five', 'run-2'));
    expect(texts(room)).toEqual(['five']);
  });

  it('ends with what the log says, whatever comes late', async () => {
    const room = await growing();
    room.signal(wire.delta('m1', 0, 'half'));
    room.apply(wire.event(2, { case: 'answerFinished', value: { message: wire.answer(1, 'whole', AnswerState.COMPLETE) } }));
    room.signal(wire.delta('m1', 4, ' more'));
    expect([texts(room), room.state.value.timeline.messages[0]!.answer!.state]).toEqual([['whole'], 'complete']);
  });

  it('has the calls of tools as the log tells them, in the making and after its end', async () => {
    const room = await growing();
    const calls = () => room.state.value.timeline.messages[0]!.answer!.calls.map(({ number, state }) => `${number} ${state}`);
    room.apply(wire.event(2, { case: 'toolCallRequested', value: { toolCall: wire.call(1, ToolCallState.WAITING_FOR_APPROVAL) } }));
    room.apply(wire.event(3, { case: 'toolCallRequested', value: { toolCall: wire.call(2, ToolCallState.RUNNING) } }));
    expect(calls()).toEqual(['1 waiting', '2 running']);
    room.apply(wire.event(4, { case: 'toolCallDecided', value: { toolCall: wire.call(1, ToolCallState.APPROVED) } }));
    room.apply(wire.event(5, { case: 'toolCallStarted', value: { toolCall: wire.call(1, ToolCallState.RUNNING) } }));
    room.apply(wire.event(6, { case: 'toolCallFinished', value: { toolCall: wire.call(1, ToolCallState.DONE, { result: 'pinned' }) } }));
    room.apply(wire.event(7, { case: 'toolCallFinished', value: { toolCall: wire.call(2, ToolCallState.UNKNOWN) } }));
    room.apply(wire.event(8, { case: 'answerFinished', value: { message: wire.answer(1, 'done', AnswerState.COMPLETE) } }));
    expect(calls()).toEqual(['1 done', '2 unknown']);
    expect(room.state.value.timeline.messages[0]!.answer!.calls[0]).toMatchObject({ hash: 'ab', acts: true, result: 'pinned' });
  });
});
