using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Metering;

/// <summary>
/// Questions, stops, regenerations, lost runs and lost workers in random order; what the models of the worker take is kept in a tally
/// of its own, and told with the end of a run, twice, or after its stream was lost.
/// </summary>
internal sealed class RandomTurns(ChatHouse house, string room, Random random)
{
    private readonly List<RunAssignment> _open = [];
    private readonly List<string> _ended = [];
    private readonly List<UsageCharge> _untold = [];
    private WorkerStream? _worker;

    public Dictionary<(string User, UsageKind Kind), (long Runs, long Computed, long Cached, long Generated)> Tally { get; } = [];

    public async Task StepAsync()
    {
        _worker ??= await house.WorkAsync(capacity: 8);
        var user = random.Next(3) == 0 ? "ben" : "ann";
        switch (random.Next(10))
        {
            case < 5:
                await house.PostAsync(user, room, "@assistant?");
                break;
            case 5 when _ended.Count > 0:
                await AgainAsync(user);
                break;
            case 6:
                await StopAsync();
                break;
            case 7 when random.Next(4) == 0:
                await CutAsync();
                return;
            default:
                break;
        }
        foreach (var frame in await _worker.DrainAsync())
            Take(frame);
        while (_open.Count > random.Next(1, 4))
            await EndAsync(random.Next(_open.Count));
    }

    public async Task EndAsync()
    {
        _worker ??= await house.WorkAsync(capacity: 8);
        do
        {
            foreach (var frame in await _worker.DrainAsync())
                Take(frame);
            while (_open.Count > 0)
                await EndAsync(0);
        }
        while ((await _worker.DrainAsync()).ConvertAll(Take).Contains(true));
        await house.Node.ServiceClient<TurnService.TurnServiceClient>().RecordUsageAsync(new() { Charges = { _untold } }).ResponseAsync.Within();
        await _worker.DisposeAsync();
    }

    private bool Take(RunTurnsResponse frame)
    {
        if (frame.Assignment is { } run)
            _open.Add(run);
        return frame.Assignment is not null;
    }

    private async Task AgainAsync(string user)
    {
        var request = new RegenerateAnswerRequest { RoomId = room, MessageId = _ended[random.Next(_ended.Count)], RequestId = $"{random.Next()}" };
        try
        {
            await house.Client(user).RegenerateAnswerAsync(request).ResponseAsync.Within();
        }
        catch (Grpc.Core.RpcException)
        {
            // Somebody else's question, one that is being answered, or the quota.
        }
    }

    private async Task StopAsync()
    {
        if (_open.Count > 0)
            await house.Client("ann").CancelAnswerAsync(new() { RoomId = room, MessageId = _open[random.Next(_open.Count)].AnswerMessageId }).ResponseAsync.Within();
    }

    /// <summary>What its runs took is told afterwards.</summary>
    private async Task CutAsync()
    {
        foreach (var run in _open)
            _untold.AddRange(Work(run));
        _open.Clear();
        await _worker!.DisposeAsync();
        _worker = null;
    }

    private async Task EndAsync(int index)
    {
        var run = _open[index];
        _open.RemoveAt(index);
        var states = new[] { AnswerState.Complete, AnswerState.Complete, AnswerState.Failed, AnswerState.Interrupted, AnswerState.Cancelled };
        var state = states[random.Next(states.Length)];
        var finish = new RunFinish
        {
            TurnId = run.TurnId,
            RunId = run.RunId,
            State = state,
            Text = "yes",
            FailureReason = state is AnswerState.Failed or AnswerState.Interrupted ? "MODEL_FAILED" : "",
            ModelId = "test-model",
            Charges = { Work(run) },
        };
        finish.Usage = finish.Charges[0].Usage;
        for (var told = random.Next(3) == 0 ? 0 : 1; told < 2; told++)
        {
            await _worker!.SendAsync(new() { Finish = finish });
            await _worker.FinishedAsync(run);
        }
        if (random.Next(4) == 0)
            _untold.AddRange(finish.Charges);
        if (!_ended.Contains(run.AnswerMessageId))
            _ended.Add(run.AnswerMessageId);
    }

    private List<UsageCharge> Work(RunAssignment run)
    {
        UsageKind[] kinds = random.Next(3) == 0 ? [UsageKind.Answer, UsageKind.Rewrite, UsageKind.Summary] : [UsageKind.Answer];
        var charges = kinds.Select((kind, index) =>
        {
            var (input, output) = (random.Next(1, 500), random.Next(100));
            var charge = ChargeTests.Charge($"{run.RunId}/{index}", kind, room, run.PayerId, input, random.Next(input), output);
            charge.AgentId = run.AgentId;
            return charge;
        }).ToList();
        foreach (var charge in charges)
        {
            var (was, usage) = (Tally.GetValueOrDefault((charge.UserId, charge.Kind)), charge.Usage);
            Tally[(charge.UserId, charge.Kind)] = (
                was.Runs + 1, was.Computed + usage.InputTokens - usage.CachedInputTokens, was.Cached + usage.CachedInputTokens, was.Generated + usage.OutputTokens);
        }
        return charges;
    }
}
