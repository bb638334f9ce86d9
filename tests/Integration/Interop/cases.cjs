// gRPC's public interoperability cases through @grpc/grpc-js: prints each case as it begins, and OK at the end.
// Usage: node cases.cjs HOST:PORT PROTO_FILE
const assert = require('node:assert');
const path = require('node:path');
const tools = path.join(__dirname, '..', '..', '..', 'node_modules');
const grpc = require(path.join(tools, '@grpc/grpc-js'));
const loader = require(path.join(tools, '@grpc/proto-loader'));

const [address, proto] = process.argv.slice(2);
const { TestService, UnimplementedService } = grpc.loadPackageDefinition(loader.loadSync(proto, { keepCase: true, longs: Number })).grpc.testing;
const plaintext = grpc.credentials.createInsecure();
const stub = new TestService(address, plaintext);
const packing = new TestService(address, plaintext, { 'grpc.default_compression_algorithm': grpc.compressionAlgorithms.gzip });
const { status } = grpc;

const options = () => ({ deadline: Date.now() + 60_000 });
const payload = (size) => ({ body: Buffer.alloc(size) });
const simple = (more) => ({ response_size: 314159, payload: payload(271828), ...more });
const wanted = (sizes, more) => ({ response_parameters: sizes.map((size) => ({ size })), ...more });
const sizesOf = (answers) => answers.map((answer) => answer.payload.body.length);
const special = '\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n';

const unary = (client, method, request, metadata = new grpc.Metadata()) => new Promise((resolve, reject) =>
  client[method](request, metadata, options(), (error, answer) => (error ? reject(error) : resolve(answer))));
const refused = (call, code, details) => assert.rejects(call, (error) => {
  assert.equal(error.code, code, error.message);
  if (details !== undefined) assert.equal(error.details, details);
  return true;
});
// Every answer of a stream until its end; what it was told by then is in the error when it fails.
const collect = (call) => new Promise((resolve, reject) => {
  const answers = [];
  call.on('data', (answer) => answers.push(answer));
  call.on('error', reject);
  call.on('end', () => resolve(answers));
});
const upload = (client, requests) => new Promise((resolve, reject) => {
  const call = client.StreamingInputCall(new grpc.Metadata(), options(), (error, answer) => (error ? reject(error) : resolve(answer)));
  requests.forEach((request) => call.write(request));
  call.end();
});

const cases = {
  empty_unary: async () => assert.deepEqual(await unary(stub, 'EmptyCall', {}), {}),
  large_unary: async () => assert.ok((await unary(stub, 'UnaryCall', simple())).payload.body.equals(Buffer.alloc(314159))),
  client_streaming: async () => {
    const sizes = [27182, 8, 1828, 45904];
    assert.equal((await upload(stub, sizes.map((size) => ({ payload: payload(size) })))).aggregated_payload_size, 74922);
  },
  server_streaming: async () => {
    const sizes = [31415, 9, 2653, 58979];
    assert.deepEqual(sizesOf(await collect(stub.StreamingOutputCall(wanted(sizes), options()))), sizes);
  },
  ping_pong: async () => {
    const call = stub.FullDuplexCall(options());
    const rounds = [[31415, 27182], [9, 8], [2653, 1828], [58979, 45904]];
    const answers = collect(call);
    for (const [answer, size] of rounds) {
      const heard = new Promise((resolve) => call.once('data', resolve));
      call.write(wanted([answer], { payload: payload(size) }));
      assert.equal((await Promise.race([heard, answers])).payload.body.length, answer);
    }
    call.end();
    assert.equal((await answers).length, rounds.length);
  },
  empty_stream: async () => {
    const call = stub.FullDuplexCall(options());
    call.end();
    assert.deepEqual(await collect(call), []);
  },
  cancel_after_begin: () => refused(new Promise((resolve, reject) => {
    const call = stub.StreamingInputCall(new grpc.Metadata(), options(), (error, answer) => (error ? reject(error) : resolve(answer)));
    call.cancel();
  }), status.CANCELLED),
  cancel_after_first_response: () => {
    const call = stub.FullDuplexCall(options());
    call.write(wanted([31415], { payload: payload(27182) }));
    call.once('data', () => call.cancel());
    return refused(collect(call), status.CANCELLED);
  },
  custom_metadata: async () => {
    const metadata = new grpc.Metadata();
    const trailing = Buffer.from([10, 11, 10, 11, 10, 11]);
    metadata.set('x-grpc-test-echo-initial', 'test_initial_metadata_value');
    metadata.set('x-grpc-test-echo-trailing-bin', trailing);
    const one = stub.UnaryCall(simple(), metadata, options(), () => {});
    const stream = stub.FullDuplexCall(metadata, options());
    stream.write(wanted([314159], { payload: payload(271828) }));
    stream.end();
    stream.on('data', () => {});
    const told = [one, stream].map((call) => Promise.all(['metadata', 'status'].map((event) => new Promise((resolve) => call.on(event, resolve)))));
    for (const [initial, end] of await Promise.all(told)) {
      assert.deepEqual(initial.get('x-grpc-test-echo-initial'), ['test_initial_metadata_value']);
      assert.equal(end.code, status.OK, end.details);
      assert.ok(end.metadata.get('x-grpc-test-echo-trailing-bin')[0].equals(trailing));
    }
  },
  status_code_and_message: async () => {
    const response_status = { code: 2, message: 'test status message' };
    await refused(unary(stub, 'UnaryCall', { response_status }), status.UNKNOWN, response_status.message);
    const call = stub.FullDuplexCall(options());
    call.write({ response_status });
    call.end();
    await refused(collect(call), status.UNKNOWN, response_status.message);
  },
  special_status_message: () => refused(unary(stub, 'UnaryCall', { response_status: { code: 2, message: special } }), status.UNKNOWN, special),
  unimplemented_method: () => refused(unary(stub, 'UnimplementedCall', {}), status.UNIMPLEMENTED),
  unimplemented_service: () => refused(unary(new UnimplementedService(address, plaintext), 'UnimplementedCall', {}), status.UNIMPLEMENTED),
  timeout_on_sleeping_server: () => {
    const call = stub.FullDuplexCall({ deadline: Date.now() + 1 });
    call.on('error', () => {});
    call.write(wanted([31415], { payload: payload(27182) }));
    return refused(collect(call), status.DEADLINE_EXCEEDED);
  },
  client_compressed_unary: async () => {
    const expect_compressed = { value: true };
    await refused(unary(stub, 'UnaryCall', simple({ expect_compressed })), status.INVALID_ARGUMENT);
    assert.equal((await unary(packing, 'UnaryCall', simple({ expect_compressed }))).payload.body.length, 314159);
  },
  client_compressed_streaming: async () => {
    const requests = [{ payload: payload(27182), expect_compressed: { value: true } }, { payload: payload(45904) }];
    await refused(upload(stub, requests), status.INVALID_ARGUMENT);
    assert.equal((await upload(packing, requests)).aggregated_payload_size, 73086);
  },
  server_compressed_unary: async () => {
    for (const value of [true, false])
      assert.equal((await unary(stub, 'UnaryCall', simple({ response_compressed: { value } }))).payload.body.length, 314159);
  },
  server_compressed_streaming: async () => {
    const response_parameters = [{ size: 31415, compressed: { value: true } }, { size: 92653, compressed: { value: false } }];
    assert.deepEqual(sizesOf(await collect(stub.StreamingOutputCall({ response_parameters }, options()))), [31415, 92653]);
  },
};

(async () => {
  for (const [name, run] of Object.entries(cases)) {
    console.log(name);
    await run();
  }
  console.log('OK');
  process.exit(0);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
