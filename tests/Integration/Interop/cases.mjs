// gRPC's public interoperability cases, as far as gRPC-Web can carry them, through @connectrpc over every transport it has:
// prints each case as it begins, and OK at the end.
// Usage: node cases.bundle.mjs http://HOST:PORT
import assert from 'node:assert';
import { Code, createClient } from '@connectrpc/connect';
import { createGrpcTransport, createGrpcWebTransport } from '@connectrpc/connect-node';
import { createGrpcWebTransport as createFetchTransport } from '@connectrpc/connect-web';
import { TestService, UnimplementedService } from 'stubs/interop_pb.js';

const baseUrl = process.argv[2];
const timeoutMs = 60_000;
const special = '\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n';
const initialKey = 'x-grpc-test-echo-initial';
const trailingKey = 'x-grpc-test-echo-trailing-bin';
const transports = {
  'gRPC-Web over HTTP/1.1': createGrpcWebTransport({ baseUrl, httpVersion: '1.1' }),
  'gRPC-Web over HTTP/2': createGrpcWebTransport({ baseUrl, httpVersion: '2' }),
  'gRPC-Web packed': createGrpcWebTransport({ baseUrl, httpVersion: '1.1', compressMinBytes: 0 }),
  'gRPC-Web by fetch': createFetchTransport({ baseUrl }),
  gRPC: createGrpcTransport({ baseUrl }),
};

const payload = (size) => ({ body: new Uint8Array(size) });
const simple = (more) => ({ responseSize: 314159, payload: payload(271828), ...more });
const wanted = (sizes, more) => ({ responseParameters: sizes.map((size) => ({ size })), ...more });
const refused = (call, code, message) => assert.rejects(call, (error) => {
  assert.equal(error.code, code, error.message);
  if (message !== undefined) assert.equal(error.rawMessage, message);
  return true;
});
const collect = async (answers) => {
  const sizes = [];
  for await (const answer of answers) sizes.push(answer.payload.body.length);
  return sizes;
};

// What a browser can do.
const cases = {
  empty_unary: async (stub) => void await stub.emptyCall({}, { timeoutMs }),
  large_unary: async (stub) => assert.equal((await stub.unaryCall(simple(), { timeoutMs })).payload.body.length, 314159),
  server_streaming: async (stub) => {
    const sizes = [31415, 9, 2653, 58979];
    assert.deepEqual(await collect(stub.streamingOutputCall(wanted(sizes), { timeoutMs })), sizes);
  },
  cancel_after_first_response: async (stub) => {
    const stop = new AbortController();
    const answers = stub.streamingOutputCall({ responseParameters: [{ size: 9 }, { size: 9, intervalUs: 2_000_000_000 }] }, { signal: stop.signal, timeoutMs });
    await refused((async () => {
      for await (const { payload: { body } } of answers) {
        assert.equal(body.length, 9);
        stop.abort();
      }
    })(), Code.Canceled);
  },
  custom_metadata: async (stub) => {
    const seen = {};
    const headers = { [initialKey]: 'test_initial_metadata_value', [trailingKey]: 'CgsKCwoL' };
    const options = { headers, timeoutMs, onHeader: (each) => { seen.header = each; }, onTrailer: (each) => { seen.trailer = each; } };
    for (const call of [() => stub.unaryCall(simple(), options), () => collect(stub.streamingOutputCall(wanted([1]), options))]) {
      await call();
      assert.equal(seen.header.get(initialKey), 'test_initial_metadata_value');
      assert.equal(seen.trailer.get(trailingKey).replace(/=+$/, ''), 'CgsKCwoL');
    }
  },
  status_code_and_message: async (stub) => {
    const responseStatus = { code: 2, message: 'test status message' };
    await refused(stub.unaryCall({ responseStatus }, { timeoutMs }), Code.Unknown, responseStatus.message);
    await refused(collect(stub.streamingOutputCall(wanted([1], { responseStatus }), { timeoutMs })), Code.Unknown, responseStatus.message);
  },
  special_status_message: (stub) => refused(stub.unaryCall({ responseStatus: { code: 2, message: special } }, { timeoutMs }), Code.Unknown, special),
  unimplemented_method: (stub) => refused(stub.unimplementedCall({}, { timeoutMs }), Code.Unimplemented),
  unimplemented_service: (_, transport) => refused(createClient(UnimplementedService, transport).unimplementedCall({}, { timeoutMs }), Code.Unimplemented),
  timeout_on_sleeping_server: (stub) => refused(
    collect(stub.streamingOutputCall({ responseParameters: [{ size: 9, intervalUs: 2_000_000_000 }] }, { timeoutMs: 100 })), Code.DeadlineExceeded),
};

// What takes a stream of requests: gRPC, and gRPC-Web where the client has one.
const streams = {
  client_streaming: async (stub) => {
    async function* requests() {
      for (const size of [27182, 8, 1828, 45904]) yield { payload: payload(size) };
    }
    assert.equal((await stub.streamingInputCall(requests(), { timeoutMs })).aggregatedPayloadSize, 74922);
  },
  ping_pong: async (stub) => {
    const rounds = [[31415, 27182], [9, 8], [2653, 1828], [58979, 45904]];
    const answered = [];
    let next = () => {};
    async function* requests() {
      for (const [answer, size] of rounds) {
        const turn = new Promise((resolve) => { next = resolve; });
        yield wanted([answer], { payload: payload(size) });
        await turn;
      }
    }
    for await (const answer of stub.fullDuplexCall(requests(), { timeoutMs })) {
      answered.push(answer.payload.body.length);
      next();
    }
    assert.deepEqual(answered, rounds.map(([answer]) => answer));
  },
  empty_stream: async (stub) => assert.deepEqual(await collect(stub.fullDuplexCall((async function* none() {})(), { timeoutMs })), []),
};

for (const [name, transport] of Object.entries(transports)) {
  const stub = createClient(TestService, transport);
  const all = name === 'gRPC' || name === 'gRPC-Web over HTTP/2' ? { ...cases, ...streams } : cases;
  for (const [title, run] of Object.entries(all)) {
    console.log(`${name}: ${title}`);
    await run(stub, transport);
  }
}
console.log('OK');
process.exit(0);
