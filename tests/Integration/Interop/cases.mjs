// gRPC's public interoperability cases, as far as gRPC-Web can carry them, through @connectrpc over every transport it has:
// prints each case as it begins, and OK at the end.
// Usage: node cases.bundle.mjs http://HOST:PORT
import { createGrpcTransport, createGrpcWebTransport } from '@connectrpc/connect-node';
import { createGrpcWebTransport as createFetchTransport } from '@connectrpc/connect-web';
import { cases, run, streams } from './web/connectCases.mjs';

const baseUrl = process.argv[2];

await run('gRPC-Web over HTTP/1.1', createGrpcWebTransport({ baseUrl, httpVersion: '1.1' }));
await run('gRPC-Web over HTTP/2', createGrpcWebTransport({ baseUrl, httpVersion: '2' }), { ...cases, ...streams });
await run('gRPC-Web packed', createGrpcWebTransport({ baseUrl, httpVersion: '1.1', compressMinBytes: 0 }));
await run('gRPC-Web by fetch', createFetchTransport({ baseUrl }));
await run('gRPC', createGrpcTransport({ baseUrl }), { ...cases, ...streams });
console.log('OK');
process.exit(0);
