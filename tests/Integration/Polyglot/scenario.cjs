// A person in a room through @grpc/grpc-js with protos loaded at run time: prints OK or fails.
// Usage: node scenario.cjs HOST:PORT PROTOS_FOLDER
const assert = require('node:assert');
const path = require('node:path');
const tools = path.join(__dirname, '..', '..', '..', 'node_modules');
const grpc = require(path.join(tools, '@grpc/grpc-js'));
const loader = require(path.join(tools, '@grpc/proto-loader'));

const [address, protos] = process.argv.slice(2);
const load = (file) =>
  grpc.loadPackageDefinition(loader.loadSync(file, { includeDirs: [protos], longs: Number, enums: String, oneofs: true }));
const chat = load('groupchat/chat/v1/chat_service.proto').groupchat.chat.v1;
const session = load('groupchat/session/v1/session_service.proto').groupchat.session.v1;
const plaintext = grpc.credentials.createInsecure();
const deadline = () => ({ deadline: Date.now() + 30_000 });
const call = (client, method, request, metadata = new grpc.Metadata()) =>
  new Promise((resolve, reject) =>
    client[method](request, metadata, deadline(), (error, response) => (error ? reject(error) : resolve(response))));

async function main() {
  const sessions = new session.SessionService(address, plaintext);
  const rooms = new chat.ChatService(address, plaintext);
  const { credentials } = await call(sessions, 'CreateSession', { displayName: 'Noda' });
  const metadata = new grpc.Metadata();
  metadata.set('authorization', `Bearer ${credentials.accessToken}`);
  const roomId = `node-${process.pid}-${Date.now()}`;
  await call(rooms, 'CreateRoom', { roomId }, metadata);

  await assert.rejects(call(rooms, 'PostMessage', { roomId, clientMessageId: 'e', parts: [{ text: { text: '  ' } }] }, metadata),
    (error) => error.code === grpc.status.INVALID_ARGUMENT && error.metadata.get('grpc-status-details-bin').length === 1);

  const stream = rooms.Converse(metadata, deadline());
  const received = [];
  let acknowledged = 0;
  const done = new Promise((resolve, reject) => {
    stream.on('error', (error) => (error.code === grpc.status.CANCELLED ? undefined : reject(error)));
    stream.on('data', ({ frame }) => {
      if (frame.frame === 'posted') acknowledged++;
      if (frame.frame === 'event' && frame.event.change === 'messagePosted') received.push(frame.event);
      if (frame.frame === 'caughtUp')
        for (let n = 0; n < 5; n++)
          stream.write({ requestId: `r${n}`, post: { message: { roomId, clientMessageId: `m${n}`, parts: [{ text: { text: `node ${n}` } }] } } });
      if (received.length === 5 && acknowledged === 5) resolve();
    });
  });
  stream.write({ open: { subscriptions: [{ roomId, start: 'START_POSITION_EARLIEST' }] } });
  await done;
  stream.cancel();
  assert.deepEqual(received.map((event) => event.messagePosted.message.parts[0].text.text), [0, 1, 2, 3, 4].map((n) => `node ${n}`));
  for (let n = 1; n < 5; n++) assert.equal(received[n].sequence, received[n - 1].sequence + 1);

  const watch = rooms.WatchRooms({ subscriptions: [{ roomId, cursor: received[1].cursor }] }, metadata, deadline());
  const replayed = [];
  await new Promise((resolve, reject) => {
    watch.on('error', (error) => (error.code === grpc.status.CANCELLED ? undefined : reject(error)));
    watch.on('data', ({ frame }) => {
      if (frame.frame === 'event') replayed.push(frame.event.sequence);
      if (frame.frame === 'caughtUp') resolve();
    });
  });
  watch.cancel();
  assert.deepEqual(replayed, received.slice(2).map((event) => event.sequence));
  rooms.close();
  sessions.close();
  console.log('OK');
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
