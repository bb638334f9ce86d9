using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Metering;

/// <summary>A charge and the room that it belongs to, if there is one.</summary>
internal sealed record RoomCharge(RoomId? Room, Charge Charge);
