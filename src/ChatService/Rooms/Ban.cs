namespace GroupChat.Chat.Rooms;

/// <summary>That somebody may not join a room.</summary>
/// <param name="Participant">Who.</param>
/// <param name="BannedBy">Who said so.</param>
/// <param name="Reason">May be empty.</param>
/// <param name="CreateTime">Since when.</param>
/// <param name="ExpireTime">Until when; null for ever.</param>
internal sealed record Ban(
    Participant Participant, Participant BannedBy, string Reason, DateTimeOffset CreateTime, DateTimeOffset? ExpireTime);
