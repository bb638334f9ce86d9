using GroupChat.Chaos.Tests.Checking;
using GroupChat.Chaos.Tests.Workload;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Plants;

/// <summary>Makes changes of one kind twice, each with an event of its own.</summary>
internal sealed class TwicePlant(string kind) : IPlant
{
    /// <summary>By chance it may be so already, so that the first time makes no event.</summary>
    private const int Times = 3;

    private int _struck;

    public ViolationKind Shows => ViolationKind.Doubled;

    public bool HasStruck => Volatile.Read(ref _struck) >= Times;

    public IEnumerable<ServerFrame> Pass(ServerFrame frame) => [frame];

    public async Task<string> ChangeAsync(Claim claim, Change change, Func<Func<ChaosClient, Task<string>>, Task<string>> make)
    {
        if (claim.Kind != kind || HasStruck || change.UndoAsync is not { } undo)
            return await make(change.MakeAsync);
        await make(change.MakeAsync);
        await make(undo);
        var cursor = await make(change.MakeAsync);
        Interlocked.Increment(ref _struck);
        return cursor;
    }
}
