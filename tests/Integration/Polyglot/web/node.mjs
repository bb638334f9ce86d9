// gRPC-Web as @connectrpc speaks it from node, over both versions of HTTP, and gRPC: prints OK or fails.
// Usage: node node.bundle.mjs http://HOST:PORT
import { createGrpcTransport, createGrpcWebTransport } from '@connectrpc/connect-node';
import { createGrpcWebTransport as createFetchTransport } from '@connectrpc/connect-web';
import { converse } from './conversation.mjs';

const baseUrl = process.argv[2];
const transports = {
  http1: createGrpcWebTransport({ baseUrl, httpVersion: '1.1' }),
  http2: createGrpcWebTransport({ baseUrl, httpVersion: '2' }),
  packed: createGrpcWebTransport({ baseUrl, httpVersion: '1.1', compressMinBytes: 0 }),
  fetch: createFetchTransport({ baseUrl }),
  grpc: createGrpcTransport({ baseUrl }),
};
for (const [name, transport] of Object.entries(transports)) {
  console.log(name);
  await converse(transport, `web-${name}-${process.pid}-${Date.now()}`);
}
console.log('OK');
process.exit(0);
