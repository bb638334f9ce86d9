using GroupChat.Chaos.Tests.Workload.Operations;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Plants;

/// <summary>What a plant has to know about a room, so that what it does to it stays.</summary>
internal sealed class Witness
{
    private readonly HashSet<string> _lasting = [];

    /// <summary>Nobody deletes it.</summary>
    public bool IsLasting(string message) => _lasting.Contains(message);

    public void Watch(RoomEvent change)
    {
        if (change.MessagePosted?.Message is { } posted && Deleting.Spares(posted))
            _lasting.Add(posted.MessageId);
    }
}
