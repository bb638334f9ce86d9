// gRPC's public interoperability cases through grpc-go: prints each case as it begins, and OK at the end.
//
// Usage: cases HOST:PORT
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/encoding/gzip"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	pb "interop/stubs"
)

const (
	initial  = "x-grpc-test-echo-initial"
	trailing = "x-grpc-test-echo-trailing-bin"
	special  = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n"
)

type interopCase struct {
	name string
	run  func(context.Context)
}

var (
	stub    pb.TestServiceClient
	channel *grpc.ClientConn
)

func check(holds bool, what string, seen ...interface{}) {
	if !holds {
		fmt.Println("failed:", what, seen)
		os.Exit(1)
	}
}

func ok(err error) { check(err == nil, "no error", err) }

func refused(err error, code codes.Code) { check(status.Code(err) == code, code.String(), err) }

func payload(size int) *pb.Payload { return &pb.Payload{Body: make([]byte, size)} }

func simple(answer int32, request int) *pb.SimpleRequest {
	return &pb.SimpleRequest{ResponseSize: answer, Payload: payload(request)}
}

func wanted(sizes ...int32) *pb.StreamingOutputCallRequest {
	request := &pb.StreamingOutputCallRequest{}
	for _, size := range sizes {
		request.ResponseParameters = append(request.ResponseParameters, &pb.ResponseParameters{Size: size})
	}
	return request
}

type answers interface {
	Recv() (*pb.StreamingOutputCallResponse, error)
}

// Sizes of all messages until the end; the end's error, if it is one.
func collect(stream answers) (sizes []int, err error) {
	for {
		answer, err := stream.Recv()
		if err == io.EOF {
			return sizes, nil
		}
		if err != nil {
			return sizes, err
		}
		sizes = append(sizes, len(answer.Payload.Body))
	}
}

func expect(stream answers, sizes ...int) {
	seen, err := collect(stream)
	ok(err)
	check(fmt.Sprint(seen) == fmt.Sprint(sizes), "sizes", seen)
}

func pingPong(ctx context.Context) pb.TestService_FullDuplexCallClient {
	stream, err := stub.FullDuplexCall(ctx)
	ok(err)
	return stream
}

func ask(stream pb.TestService_FullDuplexCallClient, answer int32, size int) error {
	request := wanted(answer)
	request.Payload = payload(size)
	if err := stream.Send(request); err != nil && err != io.EOF {
		return err
	}
	got, err := stream.Recv()
	if err == nil {
		check(len(got.Payload.Body) == int(answer), "answer", len(got.Payload.Body))
	}
	return err
}

func upload(ctx context.Context, expected *pb.BoolValue, sizes []int, options ...grpc.CallOption) (int32, error) {
	stream, err := stub.StreamingInputCall(ctx, options...)
	ok(err)
	for _, size := range sizes {
		request := &pb.StreamingInputCallRequest{Payload: payload(size), ExpectCompressed: expected}
		// The end of the call says why it cannot be sent.
		if stream.Send(request) != nil {
			break
		}
		expected = nil
	}
	answer, err := stream.CloseAndRecv()
	if err != nil {
		return 0, err
	}
	return answer.AggregatedPayloadSize, nil
}

func unaries() []interopCase {
	return []interopCase{
		{"empty_unary", func(ctx context.Context) {
			_, err := stub.EmptyCall(ctx, &pb.Empty{})
			ok(err)
		}},
		{"large_unary", func(ctx context.Context) {
			answer, err := stub.UnaryCall(ctx, simple(314159, 271828))
			ok(err)
			check(len(answer.Payload.Body) == 314159, "size")
		}},
		{"status_code_and_message", func(ctx context.Context) { echoStatus(ctx, "test status message") }},
		{"special_status_message", func(ctx context.Context) { echoStatus(ctx, special) }},
		{"unimplemented_method", func(ctx context.Context) {
			_, err := stub.UnimplementedCall(ctx, &pb.Empty{})
			refused(err, codes.Unimplemented)
		}},
		{"unimplemented_service", func(ctx context.Context) {
			_, err := pb.NewUnimplementedServiceClient(channel).UnimplementedCall(ctx, &pb.Empty{})
			refused(err, codes.Unimplemented)
		}},
		{"client_compressed_unary", func(ctx context.Context) {
			request := simple(314159, 271828)
			request.ExpectCompressed = &pb.BoolValue{Value: true}
			_, err := stub.UnaryCall(ctx, request)
			refused(err, codes.InvalidArgument)
			_, err = stub.UnaryCall(ctx, request, grpc.UseCompressor(gzip.Name))
			ok(err)
		}},
		{"server_compressed_unary", func(ctx context.Context) {
			for _, packed := range []bool{true, false} {
				request := simple(314159, 271828)
				request.ResponseCompressed = &pb.BoolValue{Value: packed}
				answer, err := stub.UnaryCall(ctx, request)
				ok(err)
				check(len(answer.Payload.Body) == 314159, "size")
			}
		}},
	}
}

func echoStatus(ctx context.Context, message string) {
	wish := &pb.EchoStatus{Code: 2, Message: message}
	_, err := stub.UnaryCall(ctx, &pb.SimpleRequest{ResponseStatus: wish})
	refused(err, codes.Unknown)
	check(status.Convert(err).Message() == message, "message", err)
	stream := pingPong(ctx)
	ok(stream.Send(&pb.StreamingOutputCallRequest{ResponseStatus: wish}))
	ok(stream.CloseSend())
	_, err = collect(stream)
	refused(err, codes.Unknown)
	check(status.Convert(err).Message() == message, "message", err)
}

func streams() []interopCase {
	return []interopCase{
		{"client_streaming", func(ctx context.Context) {
			size, err := upload(ctx, nil, []int{27182, 8, 1828, 45904})
			ok(err)
			check(size == 74922, "size", size)
		}},
		{"server_streaming", func(ctx context.Context) {
			stream, err := stub.StreamingOutputCall(ctx, wanted(31415, 9, 2653, 58979))
			ok(err)
			expect(stream, 31415, 9, 2653, 58979)
		}},
		{"ping_pong", func(ctx context.Context) {
			stream := pingPong(ctx)
			for _, each := range [][2]int{{31415, 27182}, {9, 8}, {2653, 1828}, {58979, 45904}} {
				ok(ask(stream, int32(each[0]), each[1]))
			}
			ok(stream.CloseSend())
			expect(stream)
		}},
		{"empty_stream", func(ctx context.Context) {
			stream := pingPong(ctx)
			ok(stream.CloseSend())
			expect(stream)
		}},
		{"half_duplex", func(ctx context.Context) {
			stream, err := stub.HalfDuplexCall(ctx)
			ok(err)
			for _, size := range []int32{1, 22, 333} {
				ok(stream.Send(wanted(size)))
			}
			ok(stream.CloseSend())
			expect(stream, 1, 22, 333)
		}},
		{"client_compressed_streaming", func(ctx context.Context) {
			sizes := []int{27182, 45904}
			_, err := upload(ctx, &pb.BoolValue{Value: true}, sizes)
			refused(err, codes.InvalidArgument)
			size, err := upload(ctx, &pb.BoolValue{Value: true}, sizes, grpc.UseCompressor(gzip.Name))
			ok(err)
			check(size == 73086, "size", size)
		}},
		{"server_compressed_streaming", func(ctx context.Context) {
			request := wanted(31415, 92653)
			request.ResponseParameters[0].Compressed = &pb.BoolValue{Value: true}
			request.ResponseParameters[1].Compressed = &pb.BoolValue{Value: false}
			stream, err := stub.StreamingOutputCall(ctx, request)
			ok(err)
			expect(stream, 31415, 92653)
		}},
	}
}

func ends() []interopCase {
	return []interopCase{
		{"cancel_after_begin", func(ctx context.Context) {
			ctx, cancel := context.WithCancel(ctx)
			stream, err := stub.StreamingInputCall(ctx)
			ok(err)
			cancel()
			_, err = stream.CloseAndRecv()
			refused(err, codes.Canceled)
		}},
		{"cancel_after_first_response", func(ctx context.Context) {
			ctx, cancel := context.WithCancel(ctx)
			stream := pingPong(ctx)
			ok(ask(stream, 31415, 27182))
			cancel()
			_, err := stream.Recv()
			refused(err, codes.Canceled)
		}},
		{"timeout_on_sleeping_server", func(ctx context.Context) {
			ctx, cancel := context.WithTimeout(ctx, 100*time.Millisecond)
			defer cancel()
			request := wanted(31415)
			request.ResponseParameters[0].IntervalUs = 2000000000
			stream, err := stub.StreamingOutputCall(ctx, request)
			if err == nil {
				_, err = collect(stream)
			}
			refused(err, codes.DeadlineExceeded)
		}},
		{"custom_metadata", func(ctx context.Context) {
			ctx = metadata.AppendToOutgoingContext(ctx, initial, "test_initial_metadata_value", trailing, "\x0a\x0b\x0a\x0b\x0a\x0b")
			var header, trailer metadata.MD
			_, err := stub.UnaryCall(ctx, simple(314159, 271828), grpc.Header(&header), grpc.Trailer(&trailer))
			ok(err)
			echoed(header, trailer)
			stream := pingPong(ctx)
			ok(ask(stream, 314159, 271828))
			ok(stream.CloseSend())
			expect(stream)
			header, err = stream.Header()
			ok(err)
			echoed(header, stream.Trailer())
		}},
	}
}

func echoed(header, trailer metadata.MD) {
	check(fmt.Sprint(header.Get(initial)) == "[test_initial_metadata_value]", "initial metadata", header)
	check(fmt.Sprint(trailer.Get(trailing)) == "[\x0a\x0b\x0a\x0b\x0a\x0b]", "trailing metadata", trailer)
}

func main() {
	var err error
	channel, err = grpc.Dial(os.Args[1], grpc.WithInsecure())
	ok(err)
	stub = pb.NewTestServiceClient(channel)
	for _, each := range append(append(unaries(), streams()...), ends()...) {
		fmt.Println(each.name)
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		each.run(ctx)
		cancel()
	}
	fmt.Println("OK")
}
