using GroupChat.InteropHost.Testing;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;

namespace GroupChat.InteropHost;

/// <summary>The service of gRPC's public interoperability cases: it does what it is asked for, and gives back what it is given.</summary>
[AllowAnonymousCaller]
internal sealed class TestRpc : TestService.TestServiceBase
{
    public override async Task<Empty> EmptyCall(Empty request, ServerCallContext context)
    {
        await Echo.MetadataAsync(context, mayCompress: false);
        return new();
    }

    public override async Task<SimpleResponse> UnaryCall(SimpleRequest request, ServerCallContext context)
    {
        Compression.Expect(request.ExpectCompressed, context);
        await Echo.MetadataAsync(context, request.ResponseCompressed is not null);
        context.WriteOptions = Compression.Of(request.ResponseCompressed);
        context.Status = Echo.StatusOf(request.ResponseStatus);
        return new() { Payload = PayloadOf(request.ResponseSize) };
    }

    public override async Task StreamingOutputCall(
        StreamingOutputCallRequest request, IServerStreamWriter<StreamingOutputCallResponse> responseStream, ServerCallContext context)
    {
        await Echo.MetadataAsync(context, request.ResponseParameters.Any(each => each.Compressed is not null));
        await AnswerAsync(request, responseStream, context);
    }

    public override async Task<StreamingInputCallResponse> StreamingInputCall(
        IAsyncStreamReader<StreamingInputCallRequest> requestStream, ServerCallContext context)
    {
        var size = 0;
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            Compression.Expect(request.ExpectCompressed, context);
            size += request.Payload?.Body.Length ?? 0;
        }

        return new() { AggregatedPayloadSize = size };
    }

    public override async Task FullDuplexCall(
        IAsyncStreamReader<StreamingOutputCallRequest> requestStream,
        IServerStreamWriter<StreamingOutputCallResponse> responseStream,
        ServerCallContext context)
    {
        await Echo.MetadataAsync(context, mayCompress: false);
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            await AnswerAsync(request, responseStream, context);
            if (context.Status.StatusCode != StatusCode.OK)
                return;
        }
    }

    public override async Task HalfDuplexCall(
        IAsyncStreamReader<StreamingOutputCallRequest> requestStream,
        IServerStreamWriter<StreamingOutputCallResponse> responseStream,
        ServerCallContext context)
    {
        var requests = await requestStream.ReadAllAsync(context.CancellationToken).ToListAsync(context.CancellationToken);
        foreach (var request in requests)
            await AnswerAsync(request, responseStream, context);
    }

    private static async Task AnswerAsync(
        StreamingOutputCallRequest request, IServerStreamWriter<StreamingOutputCallResponse> answers, ServerCallContext context)
    {
        foreach (var wanted in request.ResponseParameters)
        {
            await Task.Delay(TimeSpan.FromMicroseconds(wanted.IntervalUs), TimeProvider.System, context.CancellationToken);
            answers.WriteOptions = Compression.Of(wanted.Compressed);
            await answers.WriteAsync(new() { Payload = PayloadOf(wanted.Size) }, context.CancellationToken);
        }

        context.Status = Echo.StatusOf(request.ResponseStatus);
    }

    private static Payload PayloadOf(int size) => new() { Body = Google.Protobuf.UnsafeByteOperations.UnsafeWrap(new byte[size]) };
}
