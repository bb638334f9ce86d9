using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Messages;

/// <summary>A durable message.</summary>
/// <param name="Message">As stored.</param>
/// <param name="Room">Its room.</param>
/// <param name="AlreadyExisted">True when it had been posted before.</param>
/// <param name="HeadSequence">The room's newest sequence right after.</param>
internal sealed record PostedMessage(Message Message, RoomRef Room, bool AlreadyExisted, long HeadSequence);
