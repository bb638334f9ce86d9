using GroupChat.Chaos.Tests.Checking;
using GroupChat.Chaos.Tests.Workload;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Plants;

/// <summary>Acknowledges changes of one kind that are never made, at the place where the room stands.</summary>
/// <param name="kind">Of the claims.</param>
/// <param name="times">How often: by chance it may be so already, for another did the same.</param>
internal sealed class LostPlant(string kind, int times = 3) : IPlant
{
    private volatile string _cursor = "";
    private int _struck;

    public ViolationKind Shows => ViolationKind.Lost;

    public bool HasStruck => Volatile.Read(ref _struck) >= times;

    public IEnumerable<ServerFrame> Pass(ServerFrame frame)
    {
        _cursor = frame.Event?.Cursor ?? _cursor;
        return [frame];
    }

    public Task<string> ChangeAsync(Claim claim, Change change, Func<Func<ChaosClient, Task<string>>, Task<string>> make)
    {
        if (claim.Kind != kind || HasStruck || _cursor is not { Length: > 0 } cursor)
            return make(change.MakeAsync);
        Interlocked.Increment(ref _struck);
        return Task.FromResult(kind == Kinds.Left ? "" : cursor);
    }
}
