using System.Threading.Channels;
using GroupChat.Agents.Metering;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Grpc;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Neighbours;

/// <summary>
/// Use that no end of a run tells of, told to ChatService: at once if that can be, else later, after 200 ms at first and never more
/// than 5 s. Each charge has an id by which it counts once. What a process could not tell before it ended is lost with it.
/// </summary>
internal sealed partial class UsageLedger(TurnService.TurnServiceClient chat, TimeProvider time, ILogger<UsageLedger> logger)
    : BackgroundService, IUsageLedger
{
    private const int MostWaiting = 10_000;
    private const int MostAtOnce = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly Channel<UsageCharge> _waiting = Channel.CreateBounded<UsageCharge>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    public async Task RequireAsync(string userId, CancellationToken cancellationToken)
    {
        try
        {
            await chat.RequireQuotaAsync(new() { UserId = userId }, cancellationToken: cancellationToken);
        }
        catch (RpcException refused) when (!cancellationToken.IsCancellationRequested)
        {
            throw refused.ToDomainError();
        }
    }

    public Task RecordAsync(string userId, IReadOnlyList<ModelCost> costs) => RecordAsync([.. costs.Select(cost => ChargeOf(cost, userId))]);

    public void Note(ModelCost cost) => _waiting.Writer.TryWrite(ChargeOf(cost, userId: ""));

    /// <summary>Returns when they are counted, or wait for it.</summary>
    public async Task RecordAsync(IReadOnlyList<UsageCharge> charges)
    {
        if (charges.Count == 0 || await TryAsync(charges))
            return;
        foreach (var charge in charges)
            _waiting.Writer.TryWrite(charge);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        while (Take(MostAtOnce) is { Count: > 0 } rest)
        {
            if (!await TryAsync(rest))
                LogLost(rest.Count + Take(MostWaiting).Count);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = FirstWait;
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            var charges = Take(MostAtOnce);
            if (await TryAsync(charges))
            {
                wait = FirstWait;
                continue;
            }
            charges.ForEach(charge => _waiting.Writer.TryWrite(charge));
            await Task.Delay(wait, time, stoppingToken);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    private List<UsageCharge> Take(int most)
    {
        var taken = new List<UsageCharge>();
        while (taken.Count < most && _waiting.Reader.TryRead(out var charge))
            taken.Add(charge);
        return taken;
    }

    private UsageCharge ChargeOf(ModelCost cost, string userId) =>
        new(cost.ToContract()) { ChargeId = Guid.CreateVersion7(time.GetUtcNow()).ToString("N"), UserId = userId };

    private async Task<bool> TryAsync(IReadOnlyList<UsageCharge> charges)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            await chat.RecordUsageAsync(new() { Charges = { charges } }, cancellationToken: patience.Token);
            return true;
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.InvalidArgument)
        {
            // It is refused whenever it is told.
            LogLost(charges.Count);
            return true;
        }
        catch (Exception error) when (error is RpcException or OperationCanceledException)
        {
            LogNotTold((error as RpcException)?.StatusCode ?? StatusCode.Cancelled);
            return false;
        }
    }

    [LoggerMessage(EventName = "UsageNotTold", Level = LogLevel.Information, Message = "What models took could not be told ({Status}); it is tried again")]
    private partial void LogNotTold(StatusCode status);

    [LoggerMessage(EventName = "UsageLost", Level = LogLevel.Warning, Message = "{Count} charges could not be told, and are not counted")]
    private partial void LogLost(int count);
}
