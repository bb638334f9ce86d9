using GroupChat.Chaos.Tests.Processes;

namespace GroupChat.Chaos.Tests.Troubles;

/// <summary>Does something to what the servers share, and has it running again at the end.</summary>
internal sealed class BackingTrouble(string name, Func<Backing, Func<Task>, Task> harm) : ITrouble
{
    public static IReadOnlyList<ITrouble> All { get; } =
    [
        new BackingTrouble("postgres-kill", KillPostgresAsync),
        new BackingTrouble("postgres-stall", StallPostgresAsync),
        new BackingTrouble("redis-kill", static (backing, meanwhile) => backing.RestartRedisAsync(meanwhile)),
        new BackingTrouble("redis-stall", StallRedisAsync),
    ];

    public Task StrikeAsync(Cluster cluster, Random random, CancellationToken cancellationToken)
    {
        var time = TimeSpan.FromMilliseconds(random.Next(200, 5_000));
        return harm(cluster.Backing!, async () =>
            await Task.Delay(time, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing));
    }

    public override string ToString() => name;

    private static async Task KillPostgresAsync(Backing backing, Func<Task> meanwhile)
    {
        await backing.Postgres.KillAsync();
        await meanwhile();
        await backing.Postgres.StartAgainAsync();
    }

    private static async Task StallPostgresAsync(Backing backing, Func<Task> meanwhile)
    {
        await backing.Postgres.StallAsync();
        await meanwhile();
        await backing.Postgres.ResumeAsync();
    }

    private static async Task StallRedisAsync(Backing backing, Func<Task> meanwhile)
    {
        backing.Redis.Pause();
        await meanwhile();
        backing.Redis.Resume();
    }
}
