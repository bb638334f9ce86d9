import { Code, createClient, ConnectError, type Client, type Interceptor } from '@connectrpc/connect';
import { createGrpcWebTransport } from '@connectrpc/connect-web';
import { AgentService } from '../gen/groupchat/agent/v1/agent_service_pb';
import { ChatService } from '../gen/groupchat/chat/v1/chat_service_pb';
import { DocumentService } from '../gen/groupchat/document/v1/document_service_pb';
import { SessionService } from '../gen/groupchat/session/v1/session_service_pb';

/** Where calls get their access token from. */
export interface Tokens {
  /** One that works for a while yet. */
  current(): Promise<string>;
  /** Another one, because the server does not take this one. */
  after(refused: string): Promise<string>;
}

export interface Api {
  chat: Client<typeof ChatService>;
  documents: Client<typeof DocumentService>;
  agents: Client<typeof AgentService>;
}

const TIMEOUT = 30_000;

/** The one service that is called without a token; its answers say how late it is at the server. */
export function createSessions(onServerTime: (time: number) => void): Client<typeof SessionService> {
  const clock: Interceptor = (next) => async (request) => {
    const response = await next(request);
    const date = Date.parse(response.header.get('date') ?? '');
    if (!Number.isNaN(date)) onServerTime(date);
    return response;
  };
  return createClient(SessionService, createGrpcWebTransport({ baseUrl: location.origin, defaultTimeoutMs: TIMEOUT, interceptors: [clock] }));
}

export function createApi(tokens: Tokens): Api {
  const transport = createGrpcWebTransport({ baseUrl: location.origin, defaultTimeoutMs: TIMEOUT, interceptors: [authorize(tokens)] });
  return {
    chat: createClient(ChatService, transport),
    documents: createClient(DocumentService, transport),
    agents: createClient(AgentService, transport),
  };
}

function authorize(tokens: Tokens): Interceptor {
  return (next) => async (request) => {
    const token = await tokens.current();
    request.header.set('authorization', `Bearer ${token}`);
    try {
      return await next(request);
    } catch (error) {
      if (request.stream || ConnectError.from(error).code !== Code.Unauthenticated) throw error;
      request.header.set('authorization', `Bearer ${await tokens.after(token)}`);
      return next(request);
    }
  };
}
