// The cases through @connectrpc, over any of its transports.
import { Code, createClient } from '@connectrpc/connect';
import { TestService, UnimplementedService } from 'stubs/interop_pb.js';
import { equal, initialKey, never, payload, refused, simple, special, timeoutMs, trailingKey, wanted } from './checks.mjs';

const collect = async (answers) => {
  const sizes = [];
  for await (const answer of answers) sizes.push(answer.payload.body.length);
  return sizes;
};

// What a browser can do.
export const cases = {
  empty_unary: async (stub) => void await stub.emptyCall({}, { timeoutMs }),
  large_unary: async (stub) => equal((await stub.unaryCall(simple(), { timeoutMs })).payload.body.length, 314159),
  server_streaming: async (stub) => {
    const sizes = [31415, 9, 2653, 58979];
    equal(await collect(stub.streamingOutputCall(wanted(sizes), { timeoutMs })), sizes);
  },
  cancel_after_first_response: async (stub) => {
    const stop = new AbortController();
    const answers = stub.streamingOutputCall({ responseParameters: [{ size: 9 }, never] }, { signal: stop.signal, timeoutMs });
    await refused((async () => {
      for await (const { payload: { body } } of answers) {
        equal(body.length, 9);
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
      equal(seen.header.get(initialKey), 'test_initial_metadata_value');
      equal(seen.trailer.get(trailingKey).replace(/=+$/, ''), 'CgsKCwoL');
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
    collect(stub.streamingOutputCall({ responseParameters: [never] }, { timeoutMs: 100 })), Code.DeadlineExceeded),
};

// What takes a stream of requests: gRPC, and gRPC-Web where the client has one.
export const streams = {
  client_streaming: async (stub) => {
    async function* requests() {
      for (const size of [27182, 8, 1828, 45904]) yield { payload: payload(size) };
    }
    equal((await stub.streamingInputCall(requests(), { timeoutMs })).aggregatedPayloadSize, 74922);
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
    equal(answered, rounds.map(([answer]) => answer));
  },
  empty_stream: async (stub) => equal(await collect(stub.fullDuplexCall((async function* none() {})(), { timeoutMs })), []),
};

// Prints each case as it begins.
export const run = async (name, transport, all = cases) => {
  const stub = createClient(TestService, transport);
  for (const [title, each] of Object.entries(all)) {
    console.log(`${name}: ${title}`);
    await each(stub, transport);
  }
};
