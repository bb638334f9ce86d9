using GroupChat.Chat.Delivery;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Presence;

/// <summary>One thing that changes about one member: what was told last, and what waits to be told.</summary>
internal sealed class PacedSubject(UserId user)
{
    public UserId User { get; } = user;

    /// <summary>What was told last; null before the first time.</summary>
    public Signal? Told { get; set; }

    /// <summary>When, as a timestamp of the clock.</summary>
    public long ToldAt { get; set; }

    /// <summary>Rises with each telling in the room.</summary>
    public long Version { get; set; }

    /// <summary>Newer than <see cref="Told"/>, held back because that was less than a second ago.</summary>
    public Signal? Waiting { get; set; }

    /// <summary>Its neighbours in a <see cref="SubjectList"/>.</summary>
    public PacedSubject? Older { get; set; }

    public PacedSubject? Newer { get; set; }
}
