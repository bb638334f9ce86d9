using GroupChat.Chaos.Tests.Checking;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Plants;

/// <summary>Does something to one of the frames that carry an event, and to the frame of the next event where it needs two.</summary>
internal sealed class EventPlant(
    ViolationKind shows, Func<RoomEvent, Witness, bool> chooses, Func<ServerFrame, ServerFrame?, IEnumerable<ServerFrame>> bend, bool takesTwo = false) : IPlant
{
    /// <summary>By then the conversation is well under way.</summary>
    private const int Skipped = 30;

    private readonly List<ServerFrame> _held = [];
    private readonly Witness _witness = new();
    private int _passed;

    public ViolationKind Shows => shows;

    public bool HasStruck { get; private set; }

    public IEnumerable<ServerFrame> Pass(ServerFrame frame)
    {
        if (frame.Event is { } change)
            _witness.Watch(change);
        if (_held.Count > 0)
            return Follow(frame);
        if (HasStruck || frame.Event is null || ++_passed <= Skipped || !chooses(frame.Event, _witness))
            return [frame];
        if (takesTwo)
        {
            _held.Add(frame);
            return [];
        }

        HasStruck = true;
        return bend(frame, null);
    }

    /// <summary>Until the next event of the same room nothing passes, so that these two are all that changes.</summary>
    private List<ServerFrame> Follow(ServerFrame frame)
    {
        var (first, isOfRoom) = (_held[0], frame.RoomId == _held[0].RoomId);
        if (isOfRoom && frame.Event?.Sequence == first.Event.Sequence + 1)
        {
            HasStruck = true;
            return Release(bend(first, frame));
        }

        // The subscription has ended, or has begun anew where the client stands: there is no next event, and another time will do.
        if (isOfRoom && (frame.Unsubscribed ?? frame.Error ?? (object?)frame.Event) is not null)
            return Release([.. frame.Event?.Sequence == first.Event.Sequence ? Array.Empty<ServerFrame>() : [first]], frame);
        _held.Add(frame);
        return [];
    }

    private List<ServerFrame> Release(IEnumerable<ServerFrame> instead, params ReadOnlySpan<ServerFrame> last)
    {
        List<ServerFrame> released = [.. instead, .. _held.Skip(1), .. last];
        _held.Clear();
        return released;
    }
}
