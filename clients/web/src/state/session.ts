import { timestampMs } from '@bufbuild/protobuf/wkt';
import { Code } from '@connectrpc/connect';
import type { Tokens } from '../api/clients';
import { Failure } from '../api/failure';
import type { Credentials, Session as WireSession } from '../gen/groupchat/session/v1/session_pb';
import { Store } from './store';
import type { Vault } from './vault';

export interface SessionCalls {
  createSession(request: { displayName: string; deviceLabel: string }): Promise<Issued>;
  refreshSession(request: { refreshToken: string }): Promise<Issued>;
  revokeSession(request: object, options: { headers: Record<string, string> }): Promise<unknown>;
}

interface Issued {
  session?: WireSession | undefined;
  credentials?: Credentials | undefined;
}

export type SessionState =
  | { status: 'starting'; failure?: Failure }
  | { status: 'out'; notice: string }
  | { status: 'in'; userId: string; name: string };

/** Refreshed this long before it expires: an open call then never meets its end. */
const EARLY = 60_000;
const RETRY = 5_000;

/** Who uses the page. The access token is kept in memory only. */
export class Session implements Tokens {
  readonly state = new Store<SessionState>({ status: 'starting' });
  readonly #calls: SessionCalls;
  readonly #vault: Vault;
  readonly #now: () => number;
  #access = '';
  #expires = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #refreshing: Promise<string> | undefined;

  /** @param now the time at the server: clocks of people are off. */
  constructor(calls: SessionCalls, vault: Vault, now: () => number) {
    [this.#calls, this.#vault, this.#now] = [calls, vault, now];
    vault.onChange(() => this.#follow());
  }

  /** Goes on with the session of last time, if there is one. */
  async start(): Promise<void> {
    if (!this.#vault.read()) return this.#leave('');
    this.state.set({ status: 'starting' });
    try {
      await this.#refresh();
    } catch (error) {
      const failure = Failure.of(error);
      if (!failure.isSignedOut) this.state.set({ status: 'starting', failure });
    }
  }

  async signIn(displayName: string, deviceLabel: string): Promise<void> {
    const issued = await this.#calls.createSession({ displayName, deviceLabel }).catch((error: unknown) => Promise.reject(Failure.of(error)));
    this.#take(issued);
  }

  async signOut(): Promise<void> {
    const token = this.#access;
    this.#leave('');
    if (token) await this.#calls.revokeSession({}, { headers: { authorization: `Bearer ${token}` } }).catch(() => undefined);
  }

  async current(): Promise<string> {
    return this.#access && this.#now() < this.#expires - EARLY / 4 ? this.#access : this.#refresh();
  }

  async after(refused: string): Promise<string> {
    return this.#access !== refused && this.#access ? this.#access : this.#refresh();
  }

  /** One at a time; whoever needs a token meanwhile waits for the same one. */
  #refresh(): Promise<string> {
    this.#refreshing ??= this.#vault.exclusively(() => this.#exchange()).finally(() => (this.#refreshing = undefined));
    return this.#refreshing;
  }

  async #exchange(): Promise<string> {
    const refreshToken = this.#vault.read();
    if (!refreshToken) throw new Failure(Code.Unauthenticated, 'SESSION_REVOKED', 'signed out');
    try {
      this.#take(await this.#calls.refreshSession({ refreshToken }));
      return this.#access;
    } catch (error) {
      const failure = Failure.of(error);
      if (failure.isSignedOut) this.#leave('Your session has ended. Sign in again to go on.');
      else if (this.state.value.status === 'in') this.#schedule(RETRY);
      throw failure;
    }
  }

  #take({ session, credentials }: Issued): void {
    if (!session || !credentials?.accessTokenExpireTime) throw new Failure(Code.Internal, '', 'The server issued no session.');
    this.#access = credentials.accessToken;
    this.#expires = timestampMs(credentials.accessTokenExpireTime);
    this.#vault.write(credentials.refreshToken);
    this.#schedule(Math.max(this.#expires - this.#now() - EARLY, RETRY));
    const now = this.state.value;
    if (now.status !== 'in' || now.userId !== session.userId || now.name !== session.displayName)
      this.state.set({ status: 'in', userId: session.userId, name: session.displayName });
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh().catch(() => undefined), delay);
  }

  #leave(notice: string): void {
    clearTimeout(this.#timer);
    this.#access = '';
    this.#vault.write('');
    this.state.set({ status: 'out', notice });
  }

  /** Another tab has signed out, or in. */
  #follow(): void {
    const token = this.#vault.read();
    const { status } = this.state.value;
    if (!token && status === 'in') {
      clearTimeout(this.#timer);
      this.#access = '';
      this.state.set({ status: 'out', notice: '' });
    } else if (token && status === 'out') void this.start();
  }
}
