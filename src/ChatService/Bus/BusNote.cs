using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Turns;

namespace GroupChat.Chat.Bus;

/// <summary>What one process tells the others. A closed set.</summary>
/// <param name="Room">The room it is about: only who watches it hears it. Null: everybody does.</param>
internal abstract record BusNote(RoomId? Room)
{
    /// <summary>Events that became durable, in order. One without a payload was too large to come along.</summary>
    public sealed record Appended(RoomId In, IReadOnlyList<StoredEvent> Events) : BusNote(In);

    public sealed record Typing(RoomId In, Participant Who, bool IsTyping) : BusNote(In);

    /// <summary>Everybody who has the room open on one node: replaces what was said before.</summary>
    /// <param name="In">The room.</param>
    /// <param name="Node">Where.</param>
    /// <param name="Version">Rises with every telling of that node: an older one that comes late is passed over.</param>
    /// <param name="Who">May be empty.</param>
    public sealed record Presence(RoomId In, NodeId Node, long Version, IReadOnlyList<Participant> Who) : BusNote(In);

    /// <summary>An answer in the making, or a piece of it.</summary>
    /// <param name="In">The room.</param>
    /// <param name="Turn">The turn that writes it; null from a node that does not say.</param>
    /// <param name="Answer">The message that grows.</param>
    /// <param name="Run">The run that writes.</param>
    /// <param name="Attempt">A higher one has replaced lower ones.</param>
    /// <param name="Phase">What the agent is doing.</param>
    /// <param name="Offset">Where the text belongs, in bytes.</param>
    /// <param name="Text">UTF-8, whole characters; may be empty.</param>
    public sealed record AnswerText(
        RoomId In, TurnId? Turn, MessageId Answer, RunId? Run, int Attempt, AnswerPhase Phase, int Offset, ReadOnlyMemory<byte> Text) : BusNote(In)
    {
        /// <summary>How far its model is.</summary>
        public ModelWait Wait { get; init; }
    }

    /// <summary>Somebody has begun to watch, or has missed something: say who is here and what the answers say so far.</summary>
    public sealed record Asked(RoomId In) : BusNote(In);

    /// <summary>A turn waits for a worker, and here is none.</summary>
    public sealed record TurnWaits() : BusNote((RoomId?)null);

    /// <summary>A turn is over: whoever works on it stops.</summary>
    public sealed record TurnEnded(TurnId Turn) : BusNote((RoomId?)null);

    /// <summary>A member wants an answer to stop: for the node whose worker writes it.</summary>
    public sealed record StopAsked(TurnId Turn, Participant By) : BusNote((RoomId?)null);

    /// <summary>A member has decided about a call of a tool: whoever's worker waits for it looks it up.</summary>
    public sealed record CallDecided() : BusNote((RoomId?)null);
}
