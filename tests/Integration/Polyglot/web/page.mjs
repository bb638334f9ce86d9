// What a page of another origin does: every way a browser has to the server. The result is read by browser.mjs.
import { create, fromBinary, fromJson, toBinary, toJson } from '@bufbuild/protobuf';
import { createGrpcWebTransport } from '@connectrpc/connect-web';
import { ChatService, ConverseRequestSchema, ConverseResponseSchema } from 'stubs/groupchat/chat/v1/chat_service_pb.js';
import { converse, equal, signIn } from './conversation.mjs';
import { GoogleClient } from './googleGrpcWeb.mjs';

const within = (promise, what) =>
  Promise.race([promise, new Promise((_, reject) => setTimeout(() => reject(new Error(`${what} took too long`)), 120_000))]);

async function google(baseUrl, token, roomId) {
  const client = new GoogleClient(baseUrl, 'text');
  const metadata = { authorization: `Bearer ${token}` };
  await client.unary(ChatService.method.createRoom, { roomId }, metadata);
  const refused = await client.unary(ChatService.method.listRooms, {}).catch((error) => error);
  equal([refused.code, 'grpc-status-details-bin' in refused.metadata], [16, true], 'refusal');
  const stream = client.stream(ChatService.method.watchRooms, { subscriptions: [{ roomId }] }, metadata);
  const posted = new Promise((resolve, reject) => {
    stream.on('error', reject);
    stream.on('data', ({ frame: { frame } }) => {
      if (frame.case === 'event' && frame.value.change.case === 'messagePosted') resolve(frame.value.change.value.message.parts[0].content.value.text);
      if (frame.case === 'caughtUp')
        client.unary(ChatService.method.postMessage, { roomId, clientMessageId: 'm', parts: [{ content: { case: 'text', value: { text: 'live' } } }] }, metadata).catch(reject);
    });
  });
  equal(await posted, 'live', 'message'); // while the stream goes on: it was not held back
  stream.cancel();
}

async function socket(baseUrl, token, roomId, form) {
  const isJson = form === 'groupchat.json.v1';
  const ws = new WebSocket(`${baseUrl.replace('http', 'ws')}/ws/groupchat.chat.v1.ChatService/Converse`, [form, `groupchat.bearer.${token}`]);
  ws.binaryType = 'arraybuffer';
  const send = (init) => {
    const message = create(ConverseRequestSchema, init);
    ws.send(isJson ? JSON.stringify({ message: toJson(ConverseRequestSchema, message) }) : toBinary(ConverseRequestSchema, message));
  };
  const read = (data) => {
    if (typeof data !== 'string') return fromBinary(ConverseResponseSchema, new Uint8Array(data));
    const { message } = JSON.parse(data);
    return message && fromJson(ConverseResponseSchema, message);
  };
  const events = [];
  const closed = new Promise((resolve) => (ws.onclose = resolve));
  ws.onopen = () => send({ frame: { case: 'open', value: { subscriptions: [{ roomId }] } } });
  ws.onmessage = ({ data }) => {
    if (typeof data === 'string' && 'status' in JSON.parse(data)) events.push(JSON.parse(data).status);
    const frame = read(data)?.frame;
    if (frame?.frame.case === 'caughtUp') send({ requestId: 'r', frame: { case: 'post', value: { message: { roomId, clientMessageId: form, parts: [{ content: { case: 'text', value: { text: form } } }] } } } });
    if (frame?.frame.case === 'posted') {
      events.push('posted');
      ws.send(JSON.stringify({ half_close: {} }));
    }
  };
  equal([(await closed).code, events], [1000, ['posted', {}]], form);
}

globalThis.run = async (baseUrl) => {
  const transport = createGrpcWebTransport({ baseUrl });
  const room = (name) => `page-${name}-${Date.now()}`;
  await within(converse(transport, room('connect')), 'connect-web');
  const token = await signIn(transport, 'Paige');
  const roomId = room('google');
  await within(google(baseUrl, token, roomId), 'grpc-web');
  for (const form of ['groupchat.proto.v1', 'groupchat.json.v1']) await within(socket(baseUrl, token, roomId, form), form);
};
