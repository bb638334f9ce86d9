// A person in a room through the unary methods and WatchRooms, over any transport of @connectrpc. Runs in node and in a page.
import { createClient, Code, ConnectError } from '@connectrpc/connect';
import { ChatService } from 'stubs/groupchat/chat/v1/chat_service_pb.js';
import { StartPosition } from 'stubs/groupchat/chat/v1/frame_pb.js';
import { SessionService } from 'stubs/groupchat/session/v1/session_service_pb.js';
import { BadRequestSchema, ErrorInfoSchema } from 'stubs/google/rpc/error_details_pb.js';

export const equal = (actual, expected, what) => {
  const [left, right] = [actual, expected].map((value) => JSON.stringify(value));
  if (left !== right) throw new Error(`${what}: ${left} instead of ${right}`);
};

export const signIn = async (transport, displayName) =>
  (await createClient(SessionService, transport).createSession({ displayName })).credentials.accessToken;

export async function converse(transport, roomId) {
  const headers = { authorization: `Bearer ${await signIn(transport, 'Webber')}` };
  const rooms = createClient(ChatService, transport);
  const options = { headers, timeoutMs: 120_000 };
  await rooms.createRoom({ roomId }, options);
  await refuse(rooms, roomId, options);

  const received = await listen(rooms, roomId, options, () => post(rooms, roomId, 0, options));
  equal(received.map(({ value }) => value.parts[0].content.value.text), [0, 1, 2, 3, 4].map((n) => `web ${n}`), 'messages');
  const replayed = await replay(rooms, roomId, received[1].cursor, options);
  equal(replayed, received.slice(2).map(({ sequence }) => sequence), 'resumed');
}

async function refuse(rooms, roomId, options) {
  const message = { roomId, clientMessageId: 'e', parts: [{ content: { case: 'text', value: { text: '  ' } } }] };
  const error = ConnectError.from(await rooms.postMessage(message, options).catch((reason) => reason));
  equal(error.code, Code.InvalidArgument, 'code');
  equal(error.findDetails(ErrorInfoSchema)[0]?.domain, 'groupchat', 'error info');
  equal(error.findDetails(BadRequestSchema).length, 1, 'bad request');
  const nobody = ConnectError.from(await rooms.listRooms({}).catch((reason) => reason));
  equal([nobody.code, nobody.findDetails(ErrorInfoSchema)[0]?.reason], [Code.Unauthenticated, 'TOKEN_MISSING'], 'nobody');
}

// Each message is posted only when the one before has arrived: a stream that holds messages back would never end.
const post = (rooms, roomId, n, options) =>
  rooms.postMessage({ roomId, clientMessageId: `m${n}`, parts: [{ content: { case: 'text', value: { text: `web ${n}` } } }] }, options);

async function listen(rooms, roomId, options, begin) {
  const received = [];
  const leaving = new AbortController();
  try {
    const request = { subscriptions: [{ roomId, start: StartPosition.EARLIEST }] };
    for await (const { frame } of rooms.watchRooms(request, { ...options, signal: leaving.signal })) {
      const { case: kind, value } = frame.frame;
      if (kind === 'caughtUp') await begin();
      if (kind !== 'event' || value.change.case !== 'messagePosted') continue;
      received.push({ value: value.change.value.message, cursor: value.cursor, sequence: `${value.sequence}` });
      if (received.length === 5) leaving.abort();
      else await post(rooms, roomId, received.length, options);
    }
  } catch (error) {
    if (!leaving.signal.aborted || ConnectError.from(error).code !== Code.Canceled) throw error;
  }
  return received;
}

async function replay(rooms, roomId, cursor, options) {
  const sequences = [];
  for await (const { frame } of rooms.watchRooms({ subscriptions: [{ roomId, cursor }] }, options)) {
    const { case: kind, value } = frame.frame;
    if (kind === 'event') sequences.push(`${value.sequence}`);
    if (kind === 'caughtUp') break;
  }
  return sequences;
}
