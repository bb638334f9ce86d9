// Google's grpc-web without its code generator: method descriptors over the messages of protobuf-es.
import { fromBinary, toBinary, create } from '@bufbuild/protobuf';
import grpcWeb from 'grpc-web';

const { GrpcWebClientBase, MethodDescriptor, MethodType } = grpcWeb;

const describe = (method, type) => new MethodDescriptor(
  `/${method.parent.typeName}/${method.name}`, type, Object, Object,
  (message) => toBinary(method.input, message), (bytes) => fromBinary(method.output, bytes));

export class GoogleClient {
  constructor(host, format) {
    this.host = host;
    this.client = new GrpcWebClientBase({ format });
  }

  unary(method, init, metadata = {}) {
    const type = describe(method, MethodType.UNARY);
    return this.client.unaryCall(this.host + type.name, create(method.input, init), metadata, type);
  }

  stream(method, init, metadata = {}) {
    const type = describe(method, MethodType.SERVER_STREAMING);
    return this.client.serverStreaming(this.host + type.name, create(method.input, init), metadata, type);
  }
}
