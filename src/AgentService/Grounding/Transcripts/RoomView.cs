using System.Collections.ObjectModel;
using GroupChat.Agents.Turns;

namespace GroupChat.Agents.Grounding.Transcripts;

/// <summary>A room's messages at one moment.</summary>
/// <param name="Messages">By id: finished ones with words in them.</param>
/// <param name="Cursor">The moment, as a position of the log.</param>
internal sealed record RoomView(IReadOnlyDictionary<string, RoomMessage> Messages, string Cursor)
{
    /// <summary>Those that are pinned: what the room wants to be remembered.</summary>
    public IReadOnlySet<string> Pinned { get; init; } = ReadOnlySet<string>.Empty;
}
