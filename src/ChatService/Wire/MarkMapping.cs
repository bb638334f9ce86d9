using GroupChat.Chat.Log;
using GroupChat.Chat.Marks;
using Proto = GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Wire;

internal static class MarkMapping
{
    public static Proto.ReadMark ToProto(this ReadMark mark) =>
        new() { UserId = mark.User.Value, DeliveredSequence = mark.Delivered, ReadSequence = mark.Read };

    public static ReadMark ToDomain(this Proto.ReadMark mark) => new(new(mark.UserId), mark.DeliveredSequence, mark.ReadSequence);

    public static Proto.RoomUnread ToProto(this RoomUnread unread, Cursors cursors) => new()
    {
        Room = unread.Room.ToProto(),
        Mark = unread.Mark.ToProto(),
        UnreadCount = unread.Messages,
        MentionCount = unread.Mentions,
        Cursor = cursors.Make(unread.Room.Ref, unread.Room.HeadSequence),
    };
}
