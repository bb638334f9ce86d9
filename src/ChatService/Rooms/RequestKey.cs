namespace GroupChat.Chat.Rooms;

/// <summary>An idempotency key and what was asked for under it, as a hash.</summary>
internal sealed record RequestKey(string Id, byte[] ContentHash);
