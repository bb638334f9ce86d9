"""gRPC's public interoperability cases through Python's grpcio: prints each case as it passes, and OK at the end.

Usage: cases.py HOST:PORT STUBS_FOLDER
"""
import queue
import sys

sys.path.insert(0, sys.argv[2])

import grpc  # noqa: E402
import interop_pb2 as pb  # noqa: E402
import interop_pb2_grpc as rpc  # noqa: E402

TIMEOUT = 60
GZIP = grpc.Compression.Gzip
INITIAL = "x-grpc-test-echo-initial"
TRAILING = "x-grpc-test-echo-trailing-bin"
SPECIAL = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n"
PING_PONG = [(31415, 27182), (9, 8), (2653, 1828), (58979, 45904)]


def payload(size):
    return pb.Payload(body=bytes(size))


def simple(answer=314159, request=271828, **more):
    return pb.SimpleRequest(response_size=answer, payload=payload(request), **more)


def wanted(*sizes, **more):
    return pb.StreamingOutputCallRequest(response_parameters=[pb.ResponseParameters(size=size) for size in sizes], **more)


def fails(code, call, details=None):
    try:
        call()
    except grpc.RpcError as error:
        assert error.code() == code, error
        assert details is None or error.details() == details, repr(error.details())
        return error
    raise AssertionError(f"it was not {code}")


class PingPong:
    """A duplex call whose requests are sent one by one."""

    def __init__(self, stub, **more):
        self.requests = queue.Queue()
        self.call = stub.FullDuplexCall(iter(self.requests.get, None), **{"timeout": TIMEOUT, **more})

    def ask(self, answer, size):
        self.requests.put(wanted(answer, payload=payload(size)))
        return len(next(self.call).payload.body)


def empty_unary(stub, _):
    assert stub.EmptyCall(pb.Empty(), timeout=TIMEOUT) == pb.Empty()


def large_unary(stub, _):
    assert stub.UnaryCall(simple(), timeout=TIMEOUT).payload.body == bytes(314159)


def client_streaming(stub, _):
    sizes = [27182, 8, 1828, 45904]
    requests = (pb.StreamingInputCallRequest(payload=payload(size)) for size in sizes)
    assert stub.StreamingInputCall(requests, timeout=TIMEOUT).aggregated_payload_size == sum(sizes)


def server_streaming(stub, _):
    sizes = [31415, 9, 2653, 58979]
    assert [len(answer.payload.body) for answer in stub.StreamingOutputCall(wanted(*sizes), timeout=TIMEOUT)] == sizes


def ping_pong(stub, _):
    call = PingPong(stub)
    for answer, size in PING_PONG:
        assert call.ask(answer, size) == answer
    call.requests.put(None)
    assert list(call.call) == [] and call.call.code() == grpc.StatusCode.OK


def empty_stream(stub, _):
    assert list(stub.FullDuplexCall(iter(()), timeout=TIMEOUT)) == []


def half_duplex(stub, _):
    requests = (wanted(size) for size in (1, 22, 333))
    assert [len(answer.payload.body) for answer in stub.HalfDuplexCall(requests, timeout=TIMEOUT)] == [1, 22, 333]


def cancel_after_begin(stub, _):
    requests = queue.Queue()
    call = stub.StreamingInputCall.future(iter(requests.get, None), timeout=TIMEOUT)
    call.cancel()
    requests.put(None)
    assert call.cancelled() and call.code() == grpc.StatusCode.CANCELLED


def cancel_after_first_response(stub, _):
    call = PingPong(stub)
    assert call.ask(31415, 27182) == 31415
    call.call.cancel()
    call.requests.put(None)
    fails(grpc.StatusCode.CANCELLED, lambda: next(call.call))


def custom_metadata(stub, _):
    metadata = [(INITIAL, "test_initial_metadata_value"), (TRAILING, b"\x0a\x0b\x0a\x0b\x0a\x0b")]
    _, call = stub.UnaryCall.with_call(simple(), metadata=metadata, timeout=TIMEOUT)
    duplex = PingPong(stub, metadata=metadata)
    assert duplex.ask(314159, 271828) == 314159
    duplex.requests.put(None)
    assert list(duplex.call) == []
    for each in (call, duplex.call):
        assert (INITIAL, "test_initial_metadata_value") in each.initial_metadata(), each.initial_metadata()
        assert (TRAILING, b"\x0a\x0b\x0a\x0b\x0a\x0b") in each.trailing_metadata(), each.trailing_metadata()


def status_code_and_message(stub, _):
    status = pb.EchoStatus(code=2, message="test status message")
    fails(grpc.StatusCode.UNKNOWN, lambda: stub.UnaryCall(simple(1, 1, response_status=status), timeout=TIMEOUT), status.message)
    fails(grpc.StatusCode.UNKNOWN, lambda: list(stub.FullDuplexCall(iter([wanted(response_status=status)]), timeout=TIMEOUT)), status.message)


def special_status_message(stub, _):
    status = pb.EchoStatus(code=2, message=SPECIAL)
    fails(grpc.StatusCode.UNKNOWN, lambda: stub.UnaryCall(simple(1, 1, response_status=status), timeout=TIMEOUT), SPECIAL)


def unimplemented_method(stub, _):
    fails(grpc.StatusCode.UNIMPLEMENTED, lambda: stub.UnimplementedCall(pb.Empty(), timeout=TIMEOUT))


def unimplemented_service(_, channel):
    fails(grpc.StatusCode.UNIMPLEMENTED, lambda: rpc.UnimplementedServiceStub(channel).UnimplementedCall(pb.Empty(), timeout=TIMEOUT))


def timeout_on_sleeping_server(stub, _):
    call = PingPong(stub, timeout=0.001)
    fails(grpc.StatusCode.DEADLINE_EXCEEDED, lambda: call.ask(31415, 27182))
    call.requests.put(None)


def client_compressed_unary(stub, _):
    expected = pb.BoolValue(value=True)
    fails(grpc.StatusCode.INVALID_ARGUMENT, lambda: stub.UnaryCall(simple(expect_compressed=expected), timeout=TIMEOUT))
    packed = stub.UnaryCall(simple(expect_compressed=expected), timeout=TIMEOUT, compression=GZIP)
    assert packed.payload.body == bytes(314159)


def server_compressed_unary(stub, _):
    for packed in (True, False):
        answer = stub.UnaryCall(simple(response_compressed=pb.BoolValue(value=packed)), timeout=TIMEOUT)
        assert answer.payload.body == bytes(314159)


def client_compressed_streaming(stub, _):
    def requests():
        yield pb.StreamingInputCallRequest(payload=payload(27182), expect_compressed=pb.BoolValue(value=True))
        yield pb.StreamingInputCallRequest(payload=payload(45904), expect_compressed=pb.BoolValue(value=False))

    fails(grpc.StatusCode.INVALID_ARGUMENT, lambda: stub.StreamingInputCall(requests(), timeout=TIMEOUT))
    assert stub.StreamingInputCall(requests(), timeout=TIMEOUT, compression=GZIP).aggregated_payload_size == 73086


def server_compressed_streaming(stub, _):
    parameters = [pb.ResponseParameters(size=31415, compressed=pb.BoolValue(value=True)),
                  pb.ResponseParameters(size=92653, compressed=pb.BoolValue(value=False))]
    answers = stub.StreamingOutputCall(pb.StreamingOutputCallRequest(response_parameters=parameters), timeout=TIMEOUT)
    assert [len(answer.payload.body) for answer in answers] == [31415, 92653]


CASES = [empty_unary, large_unary, client_streaming, server_streaming, ping_pong, empty_stream, half_duplex, cancel_after_begin,
         cancel_after_first_response, custom_metadata, status_code_and_message, special_status_message, unimplemented_method,
         unimplemented_service, timeout_on_sleeping_server, client_compressed_unary, server_compressed_unary,
         client_compressed_streaming, server_compressed_streaming]

with grpc.insecure_channel(sys.argv[1]) as channel:
    for case in CASES:
        print(case.__name__, flush=True)
        case(rpc.TestServiceStub(channel), channel)
print("OK")
