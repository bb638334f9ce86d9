using GroupChat.Chat.Log;

namespace GroupChat.Chat.Bus;

/// <summary>Tells other nodes what this one has committed. On the thread that commits: it only hands over.</summary>
internal sealed class BusPublisher(IRoomBus bus) : ICommitListener
{
    /// <summary>Larger events are announced and read from the log: there are few, and Redis is no place for them.</summary>
    private const int LargestPayload = 8 * 1024;

    public void Committed(IReadOnlyList<AppendedEvent> events)
    {
        if (!bus.IsConnected)
            return;
        for (var first = 0; first < events.Count;)
        {
            var (room, next) = (events[first].Event.Room.Id, first + 1);
            while (next < events.Count && events[next].Event.Room.Id == room)
                next++;
            bus.Publish(new BusNote.Appended(room, [.. events.Skip(first).Take(next - first).Select(Hint)]));
            first = next;
        }
    }

    private static StoredEvent Hint(AppendedEvent appended) =>
        new(appended.Event.Sequence, appended.Payload.Length <= LargestPayload ? appended.Payload : []);
}
