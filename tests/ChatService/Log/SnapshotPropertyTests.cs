using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Log;

/// <summary>
/// The promise of the log: whoever begins with a snapshot, wherever that was, and applies the events after it, knows what a fresh
/// snapshot says. Seen from outside, through the service, over random histories.
/// </summary>
public sealed class SnapshotPropertyTests
{
    private const int Steps = 500;
    private const int StepsBetweenSnapshots = 60;

    /// <summary>Every kind that the contract has: a new one has to take part.</summary>
    private static readonly RoomEvent.ChangeOneofCase[] Kinds =
        [.. Enum.GetValues<RoomEvent.ChangeOneofCase>().Except([RoomEvent.ChangeOneofCase.None])];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task SnapshotAndReplay_AnyHistory_EqualsAFreshSnapshot(int seed)
    {
        var time = new ManualTimeProvider();
        await using var house = await ChatHouse.OpenAsync(time: time, settings: Settings);
        var room = await house.RoomAsync(RandomHistory.Owner, "ben", "cid");
        await house.ForgetAsync(RandomHistory.Owner, room);
        var history = new RandomHistory(house, time, room, seed);
        var snapshot = new RoomSnapshot(house, RandomHistory.Owner, room);
        var replicas = new List<RoomReplica> { new() };
        for (var step = 0; step < Steps; step++)
        {
            if (step % StepsBetweenSnapshots == 0)
                replicas.Add(await snapshot.ReadAsync());
            await history.StepAsync();
        }

        var fresh = await snapshot.ReadAsync();
        await history.RememberAsync();
        var log = history.Events;
        Assert.Equal(fresh.Room.HeadSequence, log.Count);
        Assert.Empty(Kinds.Except(log.Select(e => e.ChangeCase)));
        foreach (var replica in replicas)
        {
            foreach (var next in log.Where(e => e.Sequence > replica.Room.HeadSequence))
                replica.Apply(next);
            Assert.Equal(fresh.Lines(), replica.Lines());
        }
    }

    /// <summary>Beside the usual agent, one that the history plays itself.</summary>
    private static void Settings(IDictionary<string, string> values)
    {
        RetentionKit.ByHand(values);
        foreach (var (place, handle) in new[] { "assistant", RandomTools.Handle }.Index())
            values[$"Chat:DefaultAgents:{place}:Handle"] = values[$"Chat:DefaultAgents:{place}:Name"] = handle;
    }
}
