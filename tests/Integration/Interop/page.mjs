// The cases in a browser, on a page of another origin: @connectrpc/connect-web, and Google's grpc-web. Run by browser.mjs.
import { createGrpcWebTransport } from '@connectrpc/connect-web';
import { run } from './web/connectCases.mjs';
import { runGoogle } from './web/googleCases.mjs';

globalThis.run = async (baseUrl) => {
  await run('connect-web', createGrpcWebTransport({ baseUrl }));
  await runGoogle(baseUrl, 'text');
  await runGoogle(baseUrl, 'binary');
};
