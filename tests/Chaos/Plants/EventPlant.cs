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
        if (HasStruck || (_held.Count == 0 && (frame.Event is null || ++_passed <= Skipped || !chooses(frame.Event, _witness))))
            return [frame];
        if (takesTwo && (_held.Count == 0 || frame.Event is null || frame.RoomId != _held[0].RoomId))
        {
            // Until the next event of the same room nothing passes, so that only these two change places.
            _held.Add(frame);
            return [];
        }

        HasStruck = true;
        return _held.Count == 0 ? bend(frame, null) : [.. bend(_held[0], frame), .. _held.Skip(1)];
    }
}
