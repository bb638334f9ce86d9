// What a page of another origin does when the server dies under it: every kind of stream ends with an error, and goes on from its
// cursor without a hole or a double. Driven by restarts.mjs, which says when the server is gone and when it is back.
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { Code, ConnectError, createClient } from '@connectrpc/connect';
import { createGrpcWebTransport } from '@connectrpc/connect-web';
import { ChatService, ConverseRequestSchema, ConverseResponseSchema } from 'stubs/groupchat/chat/v1/chat_service_pb.js';
import { equal, signIn } from './conversation.mjs';
import { GoogleClient } from './googleGrpcWeb.mjs';

const roomId = `restart-${Date.now()}`;
let transport, headers, streams;

/** Keeps what a stream has told, and lets others wait for it. */
class Heard {
  texts = [];
  cursor = '';
  #waiting = [];

  take({ case: kind, value }) {
    if (kind === 'event') this.cursor = value.cursor;
    if (kind === 'event' && value.change.case === 'messagePosted') this.texts.push(value.change.value.message.parts[0].content.value.text);
    this.#waiting.forEach((look) => look());
  }

  until(text) {
    return new Promise((resolve) => {
      const look = () => this.texts.includes(text) && resolve();
      this.#waiting.push(look);
      look();
    });
  }
}

const subscriptions = (heard) => [{ roomId, cursor: heard.cursor, start: 2 }];

// Each begins a stream and gives the code that it ends with.
const KINDS = {
  async connect(heard) {
    try {
      for await (const { frame } of createClient(ChatService, transport).watchRooms({ subscriptions: subscriptions(heard) }, { headers })) heard.take(frame.frame);
      return 0;
    } catch (error) {
      return ConnectError.from(error, Code.Unavailable).code;
    }
  },
  google(heard) {
    const stream = new GoogleClient(transport.baseUrl, 'text').stream(ChatService.method.watchRooms, { subscriptions: subscriptions(heard) }, headers);
    stream.on('data', ({ frame }) => heard.take(frame.frame));
    return new Promise((resolve) => {
      stream.on('error', ({ code }) => resolve(code));
      stream.on('end', () => resolve(0));
    });
  },
  socket(heard) {
    const socket = new WebSocket(`${transport.baseUrl.replace('http', 'ws')}/ws/groupchat.chat.v1.ChatService/Converse`, ['groupchat.proto.v1']);
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      socket.send(JSON.stringify({ open: { metadata: headers } }));
      socket.send(toBinary(ConverseRequestSchema, create(ConverseRequestSchema, { frame: { case: 'open', value: { subscriptions: subscriptions(heard) } } })));
    };
    socket.onmessage = ({ data }) => typeof data !== 'string' && heard.take(fromBinary(ConverseResponseSchema, new Uint8Array(data)).frame.frame);
    return new Promise((resolve) => (socket.onclose = ({ code }) => resolve(code)));
  },
};

const post = (text) =>
  createClient(ChatService, transport).postMessage({ roomId, clientMessageId: text, parts: [{ content: { case: 'text', value: { text } } }] }, { headers });
const begin = () => streams.forEach((stream) => (stream.ended = KINDS[stream.kind](stream.heard)));
const all = (text) => Promise.all(streams.map(({ heard }) => heard.until(text)));

globalThis.begin = async (baseUrl) => {
  transport = Object.assign(createGrpcWebTransport({ baseUrl }), { baseUrl });
  headers = { authorization: `Bearer ${await signIn(transport, 'Paige')}` };
  await createClient(ChatService, transport).createRoom({ roomId }, { headers });
  streams = Object.keys(KINDS).map((kind) => ({ kind, heard: new Heard() }));
  begin();
  await post('before');
  await all('before');
};

/** The server is gone: every stream has ended, and none of them as if it were complete. */
globalThis.gone = async () => {
  for (const { kind, ended } of streams) if ([0, 1000].includes(await ended)) throw new Error(`${kind}: ended as if all were well`);
};

/** The server is back: the same tokens, the same places in the log. */
globalThis.back = async () => {
  await post('missed');
  begin();
  await all('missed');
  await post('after');
  await all('after');
  for (const { kind, heard } of streams) equal(heard.texts, ['before', 'missed', 'after'], kind);
};
