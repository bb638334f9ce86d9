using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.ToolCalls;

namespace GroupChat.Chat.Log;

/// <summary>
/// Turns events into the bytes of the contract's RoomEvent and back. The bytes are made once, when the sequence is known, and are
/// from then on what is stored and what is sent.
/// </summary>
internal interface IEventCodec
{
    byte[] Encode(RoomEvent roomEvent);

    RoomEvent Decode(RoomRef room, byte[] payload);

    /// <summary>The message that an event brought in or replaced; null for an event about something else.</summary>
    Message? DecodeMessage(byte[] payload);

    /// <summary>The call of a tool that an event is about.</summary>
    ToolCall DecodeToolCall(byte[] payload);

    /// <summary>The same event without what its message or its call says; null for an event that says nothing.</summary>
    byte[]? Redact(byte[] payload);
}
