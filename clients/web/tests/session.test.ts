import { create } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { Code } from '@connectrpc/connect';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../src/api/failure';
import { CredentialsSchema, SessionSchema } from '../src/gen/groupchat/session/v1/session_pb';
import { Session, type SessionCalls } from '../src/state/session';
import type { Vault } from '../src/state/vault';

const MINUTE = 60_000;

class MemoryVault implements Vault {
  listener = () => {};
  constructor(public token = '') {}
  read = () => this.token;
  write = (token: string) => void (this.token = token);
  exclusively = <T>(task: () => Promise<T>) => task();
  onChange = (listener: () => void) => void (this.listener = listener);
}

describe('the session', () => {
  let vault: MemoryVault;
  let refreshed: string[];
  let answer: () => void;
  let session: Session;

  const issue = (number: number) => ({
    session: create(SessionSchema, { userId: 'me', displayName: 'Me' }),
    credentials: create(CredentialsSchema, { accessToken: `access-${number}`, refreshToken: `refresh-${number}`, accessTokenExpireTime: timestampFromMs(Date.now() + 15 * MINUTE) }),
  });

  beforeEach(() => {
    vi.useFakeTimers();
    [vault, refreshed, answer] = [new MemoryVault(), [], () => {}];
    const calls: SessionCalls = {
      createSession: async () => issue(1),
      refreshSession: async ({ refreshToken }) => {
        refreshed.push(refreshToken);
        answer();
        return issue(refreshed.length + 1);
      },
      revokeSession: async () => ({}),
    };
    session = new Session(calls, vault, Date.now);
  });
  afterEach(() => vi.useRealTimers());

  it('keeps the refresh token only, and is refreshed before the access token ends', async () => {
    await session.start();
    expect(session.state.value.status).toBe('out');
    await session.signIn('Me', '');
    expect([session.state.value.status, vault.token]).toEqual(['in', 'refresh-1']);
    await vi.advanceTimersByTimeAsync(13 * MINUTE);
    expect(refreshed).toEqual([]);
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    expect([refreshed, vault.token, await session.current()]).toEqual([['refresh-1'], 'refresh-2', 'access-2']);
  });

  it('is found again after a reload', async () => {
    vault.token = 'refresh-1';
    await session.start();
    expect(session.state.value).toEqual({ status: 'in', userId: 'me', name: 'Me' });
  });

  it('refreshes once, however many ask', async () => {
    await session.signIn('Me', '');
    const tokens = await Promise.all([session.after('access-1'), session.after('access-1'), session.after('access-1')]);
    expect([tokens, refreshed]).toEqual([['access-2', 'access-2', 'access-2'], ['refresh-1']]);
  });

  it('ends when the server says so, and says why', async () => {
    await session.signIn('Me', '');
    answer = () => {
      throw new Failure(Code.Unauthenticated, 'SESSION_REVOKED', '');
    };
    await expect(session.after('access-1')).rejects.toThrow();
    expect([session.state.value.status, vault.token]).toEqual(['out', '']);
  });

  it('outlives a server that does not answer', async () => {
    await session.signIn('Me', '');
    answer = () => {
      throw new Failure(Code.Unavailable, '', '');
    };
    await expect(session.after('access-1')).rejects.toThrow();
    expect([session.state.value.status, vault.token]).toEqual(['in', 'refresh-1']);
    answer = () => {};
    await vi.advanceTimersByTimeAsync(6_000);
    expect(await session.current()).toBe('access-3');
  });

  it('follows another tab', async () => {
    await session.signIn('Me', '');
    vault.token = '';
    vault.listener();
    expect(session.state.value.status).toBe('out');
    vault.token = 'refresh-9';
    vault.listener();
    await vi.advanceTimersByTimeAsync(0);
    expect([session.state.value.status, refreshed]).toEqual(['in', ['refresh-9']]);
  });
});
