import { anyUnpack } from '@bufbuild/protobuf/wkt';
import { Code, ConnectError } from '@connectrpc/connect';
import { ErrorInfoSchema, RetryInfoSchema, type RetryInfo } from '../gen/google/rpc/error_details_pb';
import type { Status } from '../gen/google/rpc/status_pb';

/** The only shape in which anything that went wrong reaches the rest of the page. Switch on the reason, never on the text. */
export class Failure extends Error {
  constructor(
    readonly code: Code,
    readonly reason: string,
    message: string,
    readonly metadata: Readonly<Record<string, string>> = {},
    /** Milliseconds that the server asked to wait. */
    readonly retryAfter?: number,
  ) {
    super(message);
    this.name = 'Failure';
  }

  /** The same may well work a little later. */
  get isTransient(): boolean {
    return [Code.Unavailable, Code.ResourceExhausted, Code.DeadlineExceeded, Code.Aborted, Code.Canceled].includes(this.code) && !LIMITS.has(this.reason);
  }

  get isSignedOut(): boolean {
    return this.code === Code.Unauthenticated;
  }

  static of(error: unknown): Failure {
    if (error instanceof Failure) return error;
    const call = ConnectError.from(error, Code.Unavailable);
    const info = call.findDetails(ErrorInfoSchema)[0];
    const retry = call.findDetails(RetryInfoSchema)[0];
    // What fetch says about a server that does not answer is a TypeError, which becomes UNKNOWN.
    const code = call.code === Code.Unknown && !info ? Code.Unavailable : call.code;
    return new Failure(code, info?.reason ?? '', call.rawMessage, info?.metadata, delayOf(retry));
  }

  /** From an error frame. */
  static ofStatus(status: Status | undefined): Failure {
    const details = status?.details ?? [];
    const info = details.map((any) => anyUnpack(any, ErrorInfoSchema)).find((found) => found !== undefined);
    const retry = details.map((any) => anyUnpack(any, RetryInfoSchema)).find((found) => found !== undefined);
    return new Failure(status?.code ?? Code.Unknown, info?.reason ?? '', status?.message ?? '', info?.metadata, delayOf(retry));
  }

  /** From google.rpc.Status in JSON: the end of a call over a WebSocket, and every refused request over HTTP. */
  static ofJson(status: unknown): Failure {
    const { code, message, details } = (status ?? {}) as { code?: number; message?: string; details?: Record<string, unknown>[] };
    const find = (name: string) => (Array.isArray(details) ? details : []).find((detail) => String(detail['@type']).endsWith(name));
    const info = find('google.rpc.ErrorInfo');
    const delay = Number.parseFloat(String(find('google.rpc.RetryInfo')?.['retryDelay'] ?? ''));
    const retryAfter = Number.isNaN(delay) ? undefined : delay * 1000;
    return new Failure(code ?? Code.Unknown, String(info?.['reason'] ?? ''), message ?? '', (info?.['metadata'] ?? {}) as Record<string, string>, retryAfter);
  }
}

/** RESOURCE_EXHAUSTED that waiting does not mend. */
const LIMITS = new Set(['MESSAGE_TOO_LARGE', 'DOCUMENT_TOO_LARGE', 'TOO_MANY_REACTIONS', 'TOO_MANY_PINS', 'TOO_MANY_SUBSCRIPTIONS', 'TOO_MANY_JOIN_LINKS', 'TOO_MANY_INVITATIONS']);

function delayOf(retry: RetryInfo | undefined): number | undefined {
  const delay = retry?.retryDelay;
  return delay && Number(delay.seconds) * 1000 + delay.nanos / 1e6;
}
