using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Log;

/// <summary>An author's idempotency key: used once in a room, for ever.</summary>
internal readonly record struct SendKey(UserId Author, string ClientMessageId);
