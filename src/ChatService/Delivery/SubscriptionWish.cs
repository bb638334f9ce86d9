namespace GroupChat.Chat.Delivery;

/// <summary>What a caller asks to watch.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Cursor">The last event it has; empty for none.</param>
/// <param name="FromEarliest">Without a cursor: from the room's first event rather than from now on.</param>
internal sealed record SubscriptionWish(string RoomId, string Cursor, bool FromEarliest);
