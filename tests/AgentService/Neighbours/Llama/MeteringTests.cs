using GroupChat.Agents.Llama;
using GroupChat.Agents.Tests.Models;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Language.V1;
using GroupChat.TestSupport;
using Grpc.Core;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tests.Neighbours.Llama;

/// <summary>What is charged is what the engine has done, to the token, whatever becomes of the work.</summary>
public sealed class MeteringTests
{
    private const int Turns = 200;
    private const int Seed = 20_261_122;

    [Fact]
    public async Task Charges_OfRandomTurnsAndTasks_AreTheEnginesOwnCount()
    {
        await using var node = await LlamaNode.StartAsync(
            contextTokens: 2048, settings: [("Agents:Model", LlamaNode.Id), ($"Models:{LlamaNode.Id}:MaxOutputTokens", "48"), ($"Models:{LlamaNode.Id}:CacheSeconds", "60")]);
        node.Logs.Expect("ErrorExecutingServiceMethod"); // a caller who leaves while the task is still being read
        var random = new Random(Seed);
        var charges = new List<UsageCharge>();
        for (var turn = 0; turn < Turns;)
        {
            var stream = await node.Agents.Turns.NextAsync();
            var until = Math.Min(Turns, turn + 70);
            while (turn < until)
            {
                var together = Enumerable.Range(turn, Math.Min(random.Next(1, 5), until - turn)).ToList();
                turn = together[^1] + 1;
                var task = random.Next(4) == 0 ? LeaveTaskAsync(node, random.Next(5)) : Task.CompletedTask;
                charges.AddRange(await PlayAsync(stream, together, random));
                await task;
            }
            // Some are in the middle of their work when the stream is cut.
            foreach (var lost in Enumerable.Range(0, turn < Turns ? 3 : 0))
                Assign(stream, $"lost-{turn}-{lost}", random);
            if (turn < Turns)
                stream.Cut();
        }

        var (charged, counted) = await CompareAsync(node, charges);
        Assert.Equal(counted, charged);
        charges.AddRange(node.Agents.Turns.Charged);
        // A charge is told again when a stream was cut before it was known to have come; it is the same then.
        Assert.Equal(charges.Distinct().Count(), charges.Select(static charge => charge.ChargeId).Distinct().Count());
        Assert.DoesNotContain(charges, static charge => charge.Usage.Estimated);
        Assert.Contains(charges, static charge => charge.Kind == UsageKind.Rewrite);
        Assert.Contains(charges, static charge => charge is { Kind: UsageKind.Task, UserId: "ann" });
    }

    [Fact]
    public async Task Answer_ThatIsStopped_IsChargedWithTheEnginesFigures()
    {
        await using var node = await LlamaNode.StartAsync(contextTokens: 16_384, settings: ("Agents:Model", LlamaNode.Id));
        var stream = await node.Agents.Turns.NextAsync();
        stream.Assign("run", "Tell me everything.");
        while ((await stream.NextAsync()).Delta is null)
        {
            // Up to the first words.
        }

        stream.Stop("run");
        var finish = (await stream.UntilFinishedAsync())[^1].Finish;

        Assert.Equal(AnswerState.Cancelled, finish.State);
        var charge = Assert.Single(finish.Charges);
        Assert.False(charge.Usage.Estimated);
        Assert.Equal((UsageKind.Answer, LlamaNode.Id, "run/0", finish.Usage), (charge.Kind, charge.ModelId, charge.ChargeId, charge.Usage));
        await node.Model.Client.AskAsync(new ChatOptions { MaxOutputTokens = 1 });
        Assert.Equal(charge.Usage.OutputTokens + 1, node.Model.Client.GetService<ILlamaEngine>()!.Counters.Generated);
    }

    /// <summary>Turns side by side: each ends by itself, or is stopped somewhere on its way.</summary>
    private static async Task<List<UsageCharge>> PlayAsync(WorkerStream stream, List<int> turns, Random random)
    {
        var stops = new Dictionary<string, int>();
        foreach (var turn in turns)
        {
            Assign(stream, $"run-{turn}", random);
            // Frames after which it is stopped: phases come first, then pieces of text.
            if (random.Next(2) == 0)
                stops[$"run-{turn}"] = random.Next(5);
        }
        foreach (var run in stops.Where(static stop => stop.Value == 0))
            stream.Stop(run.Key);
        var charges = new List<UsageCharge>();
        for (var ended = 0; ended < turns.Count;)
        {
            var frame = await stream.NextAsync();
            if (frame.Finish is { } finish)
            {
                ended++;
                charges.AddRange(finish.Charges);
            }
            else if ((frame.Progress?.RunId ?? frame.Delta?.RunId) is { } run && stops.TryGetValue(run, out var left))
            {
                stops[run] = left - 1;
                if (left == 1)
                    stream.Stop(run);
            }
        }
        return charges;
    }

    private static void Assign(WorkerStream stream, string run, Random random)
    {
        var question = random.Next(4) switch
        {
            0 => "and for the other one?",
            1 => "What is it?",
            2 => string.Concat(Enumerable.Repeat("why ", random.Next(1, 900))),
            _ => $"Say {random.Next(1000)}.",
        };
        stream.Assign(run, Message(question), [Message("How is tea made?"), Message("With water.")]);
    }

    private static Message Message(string text) => new()
    {
        Author = new Participant { UserId = "u1", DisplayName = "Ann" },
        Parts = { new ContentPart { Text = new Contracts.Chat.V1.TextContent { Text = text } } },
    };

    /// <summary>A task whose caller may leave before it is done.</summary>
    private static async Task LeaveTaskAsync(LlamaNode node, int patience)
    {
        using var leave = new CancellationTokenSource();
        var client = node.Agents.Node.Client<LanguageService.LanguageServiceClient>("ann");
        using var call = client.TranslateAsync(new() { Text = "Tea is hot.", TargetLanguage = "de" }, cancellationToken: leave.Token);
        for (var i = 0; i < patience; i++)
            await node.Agents.Node.Client<LanguageService.LanguageServiceClient>("ann").AnalyzeSentimentAsync(new() { Text = "fine", ModelId = "rules" }).ResponseAsync.Within();
        if (patience < 4)
            await leave.CancelAsync();
        try
        {
            await call.ResponseAsync.Within();
        }
        catch (RpcException)
        {
            // A model of random weights breaks its schema, if it was not stopped before.
        }
    }

    /// <summary>What was charged and what the engine counts, once they agree or have had time enough: what was left is told of later.</summary>
    private static async Task<((long, long, long) Charged, (long, long, long) Counted)> CompareAsync(LlamaNode node, List<UsageCharge> charges)
    {
        var own = new UsageDetails();
        var until = TimeProvider.System.GetTimestamp();
        while (true)
        {
            // Brings the counters up to date; what it takes itself it says.
            own.Add((await node.Model.Client.AskAsync(new ChatOptions { MaxOutputTokens = 1 })).Usage());
            var engine = node.Model.Client.GetService<ILlamaEngine>()!.Counters;
            var counted = (engine.Computed + engine.Cached - own.InputTokenCount!.Value, engine.Cached - own.CachedInputTokenCount!.Value, engine.Generated - own.OutputTokenCount!.Value);
            var all = charges.Concat(node.Agents.Turns.Charged).DistinctBy(static charge => charge.ChargeId).Select(static charge => charge.Usage).ToList();
            var charged = (all.Sum(static usage => usage.InputTokens), all.Sum(static usage => usage.CachedInputTokens), all.Sum(static usage => usage.OutputTokens));
            if (charged == counted || TimeProvider.System.GetElapsedTime(until) > TimeSpan.FromSeconds(30))
                return (charged, counted);
        }
    }
}
