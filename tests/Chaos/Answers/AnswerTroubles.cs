using GroupChat.Chaos.Tests.Faults;

namespace GroupChat.Chaos.Tests.Answers;

/// <summary>Cuts streams and kills processes, at times and in an order that follow from the seed.</summary>
internal sealed class AnswerTroubles(AnswerCluster cluster, AnswerPlan plan)
{
    private readonly Random _random = new(plan.Seed);

    /// <summary>How often each thing went wrong.</summary>
    public SortedDictionary<string, int> Struck { get; } = [];

    /// <summary>Until as many things have gone wrong as planned.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var done = 0; done < plan.Strikes;)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(40, 200)), TimeProvider.System, cancellationToken);
            if (await StrikeAsync(_random.Next(100), cancellationToken) is not { } what)
                continue;
            Struck[what] = Struck.GetValueOrDefault(what) + 1;
            done++;
            plan.Heard?.Invoke($"{done}: {what}");
        }
    }

    /// <summary>Null when there was nothing to hit.</summary>
    private async Task<string?> StrikeAsync(int dice, CancellationToken cancellationToken)
    {
        switch (dice)
        {
            case < 74:
                return Cut(cluster.Gateway.Proxy) ? "stream cuts" : null;
            case < 84:
                return Cut(cluster.Model.Proxy) ? "cuts of the model's stream" : null;
            case < 95:
                return cluster.Agents.KillChildren() ? "kills of the model's process" : null;
            case < 98:
                await cluster.Agents.KillAsync();
                await cluster.Agents.StartAsync(cancellationToken);
                return "kills of the agents' process";
            default:
                await cluster.Gateway.KillAsync();
                await cluster.Gateway.StartAsync(cancellationToken);
                return "kills of the gateway";
        }
    }

    private bool Cut(FaultProxy proxy)
    {
        if (proxy.Links is not { Count: > 0 } links)
            return false;
        links[_random.Next(links.Count)].Reset();
        return true;
    }
}
