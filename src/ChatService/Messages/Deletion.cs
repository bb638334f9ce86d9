using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Messages;

/// <summary>That a message is gone: by whom, and when.</summary>
internal sealed record Deletion(Participant DeletedBy, DateTimeOffset DeleteTime);
