namespace GroupChat.Chat.Rooms;

/// <summary>What held for somebody when they left and holds again when they return: leaving frees nobody.</summary>
internal sealed record Restraint(DateTimeOffset? MutedUntil, bool IsGuest);
