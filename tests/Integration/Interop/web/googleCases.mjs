// The cases through Google's grpc-web, as text and as binary.
import { TestService, UnimplementedService } from 'stubs/interop_pb.js';
import { GoogleClient } from '../../Polyglot/web/googleGrpcWeb.mjs';
import { equal, initialKey, never, refused, simple, special, timeoutMs, trailingKey, wanted } from './checks.mjs';

const { emptyCall, unaryCall, streamingOutputCall, unimplementedCall } = TestService.method;
const [Unknown, DeadlineExceeded, Unimplemented] = [2, 4, 12];
const until = (ms) => ({ deadline: `${Date.now() + ms}` });

// Everything a stream says until its end.
const listen = (stream) => new Promise((resolve, reject) => {
  const seen = { sizes: [], metadata: {} };
  stream.on('data', (answer) => seen.sizes.push(answer.payload.body.length));
  stream.on('metadata', (metadata) => Object.assign(seen.metadata, metadata));
  stream.on('status', (status) => Object.assign(seen.metadata, status.metadata));
  stream.on('error', reject);
  stream.on('end', () => resolve(seen));
});

const cases = {
  empty_unary: (client) => client.unary(emptyCall, {}, until(timeoutMs)),
  large_unary: async (client) => equal((await client.unary(unaryCall, simple(), until(timeoutMs))).payload.body.length, 314159),
  server_streaming: async (client) => {
    const sizes = [31415, 9, 2653, 58979];
    equal((await listen(client.stream(streamingOutputCall, wanted(sizes), until(timeoutMs)))).sizes, sizes);
  },
  custom_metadata: async (client) => {
    const metadata = { [initialKey]: 'test_initial_metadata_value', [trailingKey]: 'CgsKCwoL', ...until(timeoutMs) };
    const seen = await listen(client.stream(streamingOutputCall, wanted([1]), metadata));
    equal(seen.metadata[initialKey], 'test_initial_metadata_value');
    equal(seen.metadata[trailingKey].replace(/=+$/, ''), 'CgsKCwoL');
  },
  status_code_and_message: async (client) => {
    const responseStatus = { code: 2, message: 'test status message' };
    await refused(client.unary(unaryCall, { responseStatus }, until(timeoutMs)), Unknown, responseStatus.message);
    await refused(listen(client.stream(streamingOutputCall, wanted([1], { responseStatus }), until(timeoutMs))), Unknown, responseStatus.message);
  },
  special_status_message: (client) =>
    refused(client.unary(unaryCall, { responseStatus: { code: 2, message: special } }, until(timeoutMs)), Unknown, special),
  unimplemented_method: (client) => refused(client.unary(unimplementedCall, {}, until(timeoutMs)), Unimplemented),
  unimplemented_service: (client) => refused(client.unary(UnimplementedService.method.unimplementedCall, {}, until(timeoutMs)), Unimplemented),
  timeout_on_sleeping_server: (client) => refused(
    listen(client.stream(streamingOutputCall, { responseParameters: [never] }, until(1_000))), DeadlineExceeded),
};

// As binary all of a stream comes at its end: there is no first answer to cancel after.
const asItComes = {
  cancel_after_first_response: (client) => new Promise((resolve, reject) => {
    const stream = client.stream(streamingOutputCall, { responseParameters: [{ size: 9 }, never] }, until(timeoutMs));
    stream.on('error', reject);
    stream.on('data', () => {
      stream.cancel();
      resolve();
    });
  }),
};

export const runGoogle = async (baseUrl, format) => {
  const client = new GoogleClient(baseUrl, format);
  for (const [title, each] of Object.entries(format === 'text' ? { ...cases, ...asItComes } : cases)) {
    console.log(`grpc-web ${format}: ${title}`);
    await each(client);
  }
};
