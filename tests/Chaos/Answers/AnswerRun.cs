using System.Diagnostics;
using GroupChat.Chaos.Tests.Workload;
using GroupChat.Contracts.Agent.V1;
using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Chaos.Tests.Answers;

/// <summary>One run: viewers and an asker, cuts and kills, then rest until every answer has ended for everybody, then the verdict.</summary>
internal sealed class AnswerRun(AnswerPlan plan, AnswerCluster cluster, CancellationToken cancellationToken)
{
    private const string Room = "answers";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly AnswerSheet _sheet = new();

    public static async Task<AnswerReport> RunAsync(AnswerPlan plan, CancellationToken cancellationToken)
    {
        await using var cluster = await AnswerCluster.StartAsync(cancellationToken);
        return await new AnswerRun(plan, cluster, cancellationToken).RunAsync();
    }

    private async Task<AnswerReport> RunAsync()
    {
        var start = Stopwatch.GetTimestamp();
        var (names, people) = (Enumerable.Range(0, plan.Viewers).Select(number => $"viewer {number}").ToList(), new List<Identity>());
        await MakeRoomAsync(names, people);
        IReadOnlyList<AnswerPlant> plants = plan.HasPlants ? AnswerPlant.All(names) : [];
        using var stopping = new CancellationTokenSource();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = Task.WhenAll(names.Select((name, number) => new AnswerViewer(
            cluster.Gateway.Proxy.Address, people[number], number, Room, _sheet.Of(name), plants.FirstOrDefault(plant => plant.Viewer == name)).WatchAsync(end.Token)));
        var asking = new AnswerAsker(cluster, people[0], Room, _sheet.Of(names[^1]), plan.Seed).AskAsync(stopping.Token, cancellationToken);
        var troubles = new AnswerTroubles(cluster, plan);
        await troubles.RunAsync(cancellationToken);
        while (plants.Any(plant => !plant.HasStruck))
            await Task.Delay(Glance, TimeProvider.System, cancellationToken);
        await stopping.CancelAsync();
        await asking;
        plan.Heard?.Invoke("rest");
        var log = await RestAsync(names, people[0]);
        await end.CancelAsync();
        await watching;
        new AnswerJudge(_sheet, "agent:assistant").Judge(log, names);
        var ends = log.Select(static change => change.AnswerFinished?.Message.Answer).OfType<Answer>().CountBy(static answer => $"{answer.State} {answer.FailureReason}".TrimEnd());
        return new(plan, troubles.Struck, new SortedDictionary<string, int>(ends.ToDictionary(), StringComparer.Ordinal), _sheet.Deltas, Stopwatch.GetElapsedTime(start), plants, _sheet.Violations);
    }

    private async Task MakeRoomAsync(List<string> names, List<Identity> people)
    {
        using var wire = new Wire(cluster.Gateway.DirectAddress);
        foreach (var name in names)
            people.Add(await Identity.CreateAsync(wire, name, cancellationToken));
        await wire.Chat.CreateRoomAsync(new() { RoomId = Room }, people[0].Headers, cancellationToken: cancellationToken);
        foreach (var person in people)
            await wire.Chat.JoinRoomAsync(new() { RoomId = Room }, person.Headers, cancellationToken: cancellationToken);
        var tiny = new Agent { Handle = "tiny", DisplayName = "Tiny", ModelId = "tiny", RoomId = Room, Knowledge = new() { Scope = KnowledgeScope.None } };
        await TryAsync(() => new AgentService.AgentServiceClient(wire.Invoker).CreateAgentAsync(new() { Agent = tiny }, people[0].Headers).ResponseAsync);
        await TryAsync(() => wire.Chat.AddAgentAsync(new() { RoomId = Room, AgentId = "agent:tiny" }, people[0].Headers).ResponseAsync);
    }

    /// <summary>The processes may still be finding each other.</summary>
    private async Task TryAsync(Func<Task> call)
    {
        for (var start = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                await call();
                return;
            }
            catch (RpcException early) when (early.StatusCode is StatusCode.Unavailable or StatusCode.NotFound && Stopwatch.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(Glance, TimeProvider.System, cancellationToken);
            }
        }
    }

    /// <summary>Until nothing is being written and everybody has seen the whole log; or patience ends, and the verdict says what is missing.</summary>
    private async Task<IReadOnlyList<RoomEvent>> RestAsync(List<string> names, Identity who)
    {
        for (var start = Stopwatch.GetTimestamp(); ;)
        {
            IReadOnlyList<RoomEvent> log = [];
            await TryAsync(async () => log = await LogAsync(who));
            var truth = new ViewerSheet("rest", new());
            foreach (var change in log)
                truth.See(new() { Event = change });
            if ((truth.Open().Count == 0 && names.All(name => _sheet.Of(name).Sequence >= log.Count)) || Stopwatch.GetElapsedTime(start) > Patience)
                return log;
            await Task.Delay(Glance, TimeProvider.System, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<RoomEvent>> LogAsync(Identity who)
    {
        using var wire = new Wire(cluster.Gateway.DirectAddress);
        var (log, cursor) = (new List<RoomEvent>(), "");
        while (true)
        {
            var page = await wire.Chat.ListEventsAsync(
                new() { RoomId = Room, Cursor = cursor, PageSize = 500 }, who.Headers, cancellationToken: cancellationToken);
            log.AddRange(page.Events);
            if (page.Events.Count == 0 || log.Count >= page.HeadSequence)
                return log;
            cursor = page.NextCursor;
        }
    }
}
