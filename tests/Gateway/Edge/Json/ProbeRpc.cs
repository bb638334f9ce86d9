using System.Threading.Channels;
using GroupChat.Gateway.Tests.Edge.Json.Probe;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;

namespace GroupChat.Gateway.Tests.Edge.Json;

/// <summary>Answers with what it was asked, and keeps what it saw of the call.</summary>
[AllowAnonymousCaller]
internal sealed class ProbeRpc : JsonProbe.JsonProbeBase
{
    /// <summary>One entry for each stream that was left or ended.</summary>
    public Channel<string> Ended { get; } = Channel.CreateUnbounded<string>();

    public Metadata Seen { get; private set; } = [];

    public DateTime Deadline { get; private set; }

    public override async Task<Everything> Echo(Everything request, ServerCallContext context)
    {
        (Seen, Deadline) = (context.RequestHeaders, context.Deadline);
        await context.WriteResponseHeadersAsync(new() { { "x-answer", "yes" } });
        return request;
    }

    public override Task<Everything> GetOne(Everything request, ServerCallContext context) => Task.FromResult(request);

    public override Task<Everything> Fail(Everything request, ServerCallContext context) => throw Error(request);

    public override async Task Count(Everything request, IServerStreamWriter<Everything> responseStream, ServerCallContext context)
    {
        try
        {
            for (var i = 1; i <= request.Int32; i++)
                await responseStream.WriteAsync(new() { Int32 = i, Name = "line\nbreak" }, context.CancellationToken);
            if (request.Bool)
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
            if (request.Name.Length > 0)
                throw Error(request);
        }
        finally
        {
            Ended.Writer.TryWrite(context.CancellationToken.IsCancellationRequested ? "left" : "done");
        }
    }

    private static Exception Error(Everything request) => request.Name == "BUG"
        ? new InvalidOperationException("secret")
        : new DomainError(Enum.Parse<ErrorCode>(request.Name), "PROBE", "as asked", new Dictionary<string, string> { ["k"] = "v" })
        {
            RetryAfter = request.Int32 > 0 ? TimeSpan.FromMilliseconds(request.Int32) : null,
        };
}
