using GroupChat.Chaos.Tests.Checking;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Plants;

/// <summary>Leaves the text of a deleted message in the log.</summary>
internal sealed class MemoryPlant : IPlant
{
    private readonly Dictionary<string, RoomEvent> _posts = [];
    private volatile RoomEvent? _kept;

    public ViolationKind Shows => ViolationKind.Remembered;

    public bool NamesVictim => false;

    public bool HasStruck => _kept is not null;

    public IEnumerable<ServerFrame> Pass(ServerFrame frame)
    {
        if (frame.Event?.MessagePosted is { Message: { Parts.Count: > 0 } posted })
            _posts.TryAdd(posted.MessageId, frame.Event.Clone());
        else if (frame.Event?.MessageDeleted is { } deleted)
            _kept ??= _posts.GetValueOrDefault(deleted.Message.MessageId);
        return [frame];
    }

    public RoomEvent Show(RoomEvent stored) => _kept is { } kept && stored.Sequence == kept.Sequence ? kept : stored;
}
