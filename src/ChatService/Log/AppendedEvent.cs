namespace GroupChat.Chat.Log;

/// <summary>An event with the bytes that are stored and sent to everybody.</summary>
internal sealed record AppendedEvent(RoomEvent Event, byte[] Payload);
