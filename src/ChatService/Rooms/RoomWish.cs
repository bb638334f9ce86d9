namespace GroupChat.Chat.Rooms;

/// <summary>What a caller asks of a new room, unchecked; empty strings stand for "not said".</summary>
internal sealed record RoomWish(string RequestId, string RoomId, string DisplayName, string Topic, RoomVisibility Visibility, RoomSettings Settings);
