using System.Collections.Concurrent;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Replicas;

/// <summary>Keeps one copy of each event, however many clients are sent it: a run has hundreds of thousands of deliveries.</summary>
internal sealed class EventPool
{
    private readonly ConcurrentDictionary<(string Room, long Sequence, string Digest), KnownEvent> _known = new();

    public KnownEvent Take(RoomEvent change)
    {
        var digest = EventReader.Digest(change);
        return _known.GetOrAdd(
            (change.RoomId, change.Sequence, digest),
            static (key, read) => new(EventReader.Read(read, key.Digest), read),
            change);
    }
}
