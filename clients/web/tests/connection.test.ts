import { Code } from '@connectrpc/connect';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientFrame, ConversationEvents } from '../src/api/conversation';
import { Failure } from '../src/api/failure';
import { backoff } from '../src/state/backoff';
import { Connection } from '../src/state/connection';
import * as wire from './wire';

const lost = new Failure(Code.Unavailable, 'CONNECTION_LOST', '');

describe('the connection', () => {
  let calls: { token: string; events: ConversationEvents; sent: ClientFrame[]; isClosed: boolean }[];
  let connection: Connection;
  let happened: string[];
  const settle = () => vi.advanceTimersByTimeAsync(0);
  const opened = () => wire.frame({ case: 'opened', value: { heartbeatInterval: { seconds: 20n } } }, '', '');

  beforeEach(() => {
    vi.useFakeTimers();
    [calls, happened] = [[], []];
    const converse = (token: string, events: ConversationEvents) => {
      const call = { token, events, sent: [] as ClientFrame[], isClosed: false };
      calls.push(call);
      return { send: (frame: ClientFrame) => void call.sent.push(frame), close: () => void (call.isClosed = true) };
    };
    const tokens = { current: async () => 'token', after: async (refused: string) => `${refused}+` };
    connection = new Connection(converse, tokens, {
      opening: () => ({ frame: { case: 'open', value: {} } }),
      opened: () => happened.push('opened'),
      frame: () => undefined,
      lost: () => happened.push('lost'),
    });
    connection.start();
  });
  afterEach(() => {
    connection.stop();
    vi.useRealTimers();
  });

  it('opens, and opens again after a break', async () => {
    await settle();
    calls[0]!.events.frame(opened());
    expect(connection.state.value.status).toBe('open');
    calls[0]!.events.end(lost);
    expect(connection.state.value.status).toBe('waiting');
    expect(connection.send({ frame: { case: 'ping', value: {} } })).toBe(false);
    await vi.advanceTimersByTimeAsync(600);
    calls[1]!.events.frame(opened());
    expect([connection.state.value.status, happened]).toEqual(['open', ['opened', 'lost', 'opened']]);
  });

  it('waits longer each time, up to half a minute, and never in step with others', async () => {
    await settle();
    for (let tries = 0; tries < 12; tries++) {
      calls.at(-1)!.events.end(lost);
      await vi.advanceTimersByTimeAsync(30_000);
    }
    expect(calls).toHaveLength(13);
    expect([0, 1, 2, 9].map((attempt) => [backoff(attempt, () => 0), backoff(attempt, () => 1)])).toEqual([[250, 500], [500, 1000], [1000, 2000], [15_000, 30_000]]);
  });

  it('goes on at once when somebody asks', async () => {
    await settle();
    calls[0]!.events.end(new Failure(Code.Unavailable, '', '', {}, 25_000));
    connection.retryNow();
    await settle();
    expect(calls).toHaveLength(2);
  });

  it('comes back when the server has said that it goes away', async () => {
    await settle();
    calls[0]!.events.frame(opened());
    calls[0]!.events.frame(wire.frame({ case: 'goAway', value: { retryDelay: { seconds: 3n } } }, '', ''));
    calls[0]!.events.end(lost);
    await vi.advanceTimersByTimeAsync(2_900);
    expect(calls).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(calls).toHaveLength(2);
  });

  it('takes silence for a break', async () => {
    await settle();
    calls[0]!.events.frame(opened());
    await vi.advanceTimersByTimeAsync(49_000);
    calls[0]!.events.frame(wire.frame({ case: 'heartbeat', value: {} }, '', ''));
    await vi.advanceTimersByTimeAsync(49_000);
    expect(connection.state.value.status).toBe('open');
    await vi.advanceTimersByTimeAsync(1_100);
    expect([calls[0]!.isClosed, connection.state.value.status]).toEqual([true, 'waiting']);
  });

  it('asks for another token when this one is refused', async () => {
    await settle();
    calls[0]!.events.end(new Failure(Code.Unauthenticated, 'TOKEN_EXPIRED', ''));
    await vi.advanceTimersByTimeAsync(600);
    expect(calls[1]!.token).toBe('token+');
  });

  it('hears nothing of a conversation that it has given up', async () => {
    await settle();
    connection.stop();
    calls[0]!.events.frame(opened());
    calls[0]!.events.end(lost);
    expect(connection.state.value.status).toBe('off');
  });
});
