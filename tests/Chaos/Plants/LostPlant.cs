using GroupChat.Chaos.Tests.Checking;
using GroupChat.Chaos.Tests.Workload;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Plants;

/// <summary>Acknowledges a change that is never made, at the place where the room stands.</summary>
internal sealed class LostPlant(string kind) : IPlant
{
    private volatile string _cursor = "";
    private int _struck;

    public ViolationKind Shows => ViolationKind.Lost;

    public bool HasStruck => Volatile.Read(ref _struck) > 0;

    public IEnumerable<ServerFrame> Pass(ServerFrame frame)
    {
        _cursor = frame.Event?.Cursor ?? _cursor;
        return [frame];
    }

    public Task<string> ChangeAsync(Claim claim, Change change, Func<Func<ChaosClient, Task<string>>, Task<string>> make)
    {
        if (claim.Kind != kind || _cursor is not { Length: > 0 } cursor || Interlocked.Exchange(ref _struck, 1) > 0)
            return make(change.MakeAsync);
        return Task.FromResult(kind == Kinds.Left ? "" : cursor);
    }
}
