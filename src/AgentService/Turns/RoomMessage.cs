using System.Collections.ObjectModel;

namespace GroupChat.Agents.Turns;

/// <summary>Something said in the room, as an agent hears it.</summary>
/// <param name="AuthorId">Who said it.</param>
/// <param name="AuthorName">The name shown.</param>
/// <param name="Text">What was said; empty when there was no text in it.</param>
internal sealed record RoomMessage(string AuthorId, string AuthorName, string Text)
{
    /// <summary>Said by an agent, and so perhaps made of what nobody in the room said.</summary>
    public bool IsAgent { get; init; }

    /// <summary>Its id in the room; empty when it has none.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>Its place in the room's log.</summary>
    public long Sequence { get; init; }

    /// <summary>Passages by the numbers of their markers in the text.</summary>
    public IReadOnlyDictionary<int, string> Sources { get; init; } = ReadOnlyDictionary<int, string>.Empty;
}
