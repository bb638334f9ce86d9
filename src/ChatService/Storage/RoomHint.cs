using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

/// <summary>What a change is going to touch: a room, and the key of a post; or a room that is to be made.</summary>
internal sealed record RoomHint(RoomId Room, SendKey? Send = null, bool Creates = false);
