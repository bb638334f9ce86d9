// What node and a browser both have.
export const equal = (actual, expected, what = 'value') => {
  const [seen, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (seen !== wanted) throw new Error(`${what}: ${seen} instead of ${wanted}`);
};

export const refused = async (call, code, message) => {
  const error = await call.then(() => undefined, (reason) => reason);
  equal(error?.code, code, `code of ${error}`);
  if (message !== undefined) equal(error.rawMessage ?? error.message, message, 'message');
};

export const payload = (size) => ({ body: new Uint8Array(size) });
export const simple = (more) => ({ responseSize: 314159, payload: payload(271828), ...more });
export const wanted = (sizes, more) => ({ responseParameters: sizes.map((size) => ({ size })), ...more });
export const never = { size: 9, intervalUs: 2_000_000_000 };
export const timeoutMs = 60_000;
export const special = '\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n';
export const initialKey = 'x-grpc-test-echo-initial';
export const trailingKey = 'x-grpc-test-echo-trailing-bin';
