using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.ToolCalls;

/// <summary>Where a call is found.</summary>
internal readonly record struct ToolCallPlace(RoomId Room, MessageId Answer, int Number)
{
    public static ToolCallPlace Of(RoomId room, ToolCall call) => new(room, call.Answer, call.Number);
}
