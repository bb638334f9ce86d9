using System.Collections.Concurrent;
using System.Threading.Channels;
using Google.Protobuf.WellKnownTypes;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Agents.Tests.Neighbours;

/// <summary>TurnService in the hands of a test: each stream that a worker opens is one <see cref="WorkerStream"/>.</summary>
[ServiceOnly]
internal sealed class FakeTurnService : TurnService.TurnServiceBase
{
    private readonly Channel<WorkerStream> _opened = Channel.CreateUnbounded<WorkerStream>();

    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The next stream that a worker opens, after its opening frame has been accepted.</summary>
    public async Task<WorkerStream> NextAsync() => await _opened.Reader.ReadAsync().AsTask().Within();

    /// <summary>What was told of agents, in order.</summary>
    public ConcurrentQueue<ToldAgent> Told { get; } = new();

    public override Task<TellAgentsResponse> TellAgents(TellAgentsRequest request, ServerCallContext context)
    {
        foreach (var agent in request.Agents)
            Told.Enqueue(agent);
        return Task.FromResult(new TellAgentsResponse());
    }

    /// <summary>What was told of use, in order.</summary>
    public ConcurrentQueue<UsageCharge> Charged { get; } = new();

    /// <summary>Those who have used up what they may.</summary>
    public ConcurrentDictionary<string, bool> Overdrawn { get; } = new();

    public override Task<RequireQuotaResponse> RequireQuota(RequireQuotaRequest request, ServerCallContext context) => Overdrawn.ContainsKey(request.UserId)
        ? throw new DomainError(ErrorCode.ResourceExhausted, "QUOTA_EXCEEDED", "The tokens of this day are used up.")
        {
            RetryAfter = TimeSpan.FromHours(1),
            QuotaSubject = $"user:{request.UserId}",
        }
        : Task.FromResult(new RequireQuotaResponse());

    public override Task<RecordUsageResponse> RecordUsage(RecordUsageRequest request, ServerCallContext context)
    {
        foreach (var charge in request.Charges)
            Charged.Enqueue(charge);
        return Task.FromResult(new RecordUsageResponse());
    }

    public override async Task RunTurns(
        IAsyncStreamReader<RunTurnsRequest> requestStream, IServerStreamWriter<RunTurnsResponse> responseStream, ServerCallContext context)
    {
        await requestStream.MoveNext(context.CancellationToken);
        var stream = new WorkerStream(requestStream.Current.Open);
        stream.Send(new RunTurnsResponse { Opened = new WorkerOpened { LeaseDuration = Lease.ToDuration() } });
        await _opened.Writer.WriteAsync(stream);
        await stream.ServeAsync(requestStream, responseStream, context.CancellationToken);
    }
}
