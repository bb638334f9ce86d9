using GroupChat.Chaos.Tests.Checking;
using GroupChat.Chaos.Tests.Workload;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Plants;

/// <summary>Acknowledges changes that are never made, at the place where the room stands.</summary>
internal sealed class LostPlant(string kind) : IPlant
{
    /// <summary>By chance another worker of the client may have made it so meanwhile, and then nothing is lost.</summary>
    private const int Times = 3;

    private volatile string _cursor = "";
    private int _struck;

    public ViolationKind Shows => ViolationKind.Lost;

    public bool HasStruck => Volatile.Read(ref _struck) >= Times;

    public IEnumerable<ServerFrame> Pass(ServerFrame frame)
    {
        _cursor = frame.Event?.Cursor ?? _cursor;
        return [frame];
    }

    public Task<string> ChangeAsync(Claim claim, Change change, Func<Func<ChaosClient, Task<string>>, Task<string>> make)
    {
        if (claim.Kind != kind || _cursor is not { Length: > 0 } cursor || Interlocked.Increment(ref _struck) > Times)
            return make(change.MakeAsync);
        return Task.FromResult(kind == Kinds.Left ? "" : cursor);
    }
}
