using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Marks;

/// <summary>How much of a room a member has not read, all of it at one moment.</summary>
/// <param name="Room">The room.</param>
/// <param name="Mark">How far the member has come; what was there before they joined counts as read.</param>
/// <param name="Messages">Messages of others after the read mark, deleted ones left out.</param>
/// <param name="Mentions">Those that mention the member.</param>
internal sealed record RoomUnread(Room Room, ReadMark Mark, long Messages, long Mentions);
