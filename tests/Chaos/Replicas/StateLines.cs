using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Replicas;

/// <summary>
/// A room's state as text, a line for each thing, so that two states can be compared and their difference shown. Left out is what
/// depends on who asks, and what the log does not say.
/// </summary>
internal static class StateLines
{
    /// <summary>From a replica.</summary>
    public static IReadOnlyList<string> Of(Room room, IReadOnlyCollection<Member> members, IEnumerable<ReadMark> marks, MessageBook book) =>
    [
        Line(room, members.Count),
        .. Sorted(members.Select(Line)),
        .. Sorted(marks.Select(Line)),
        Pins(book.Pins),
        .. Sorted(book.All.Select(entry => Line(
            entry.Message,
            book.IsPinned(entry.Message.MessageId),
            [.. entry.Reactions.GroupBy(reaction => reaction.Emoji, (emoji, reactions) => (emoji, reactions.Count()))],
            entry.Replies.Count(reply => !reply.IsDeleted),
            entry.Replies.Where(reply => !reply.IsDeleted).Select(reply => reply.Message.Sequence).DefaultIfEmpty().Max(),
            entry.Reactions,
            entry.Message.EditCount > 0 ? entry.Texts : []))),
    ];

    /// <summary>From a server's answers.</summary>
    public static IReadOnlyList<string> Of(RoomView view) =>
    [
        Line(view.Room, view.Room.MemberCount),
        .. Sorted(view.Members.Select(Line)),
        .. Sorted(view.Marks.Select(Line)),
        Pins(view.Pins.Select(pin => (pin.Message.MessageId, pin.PinnedBy.UserId))),
        .. Sorted(view.Messages.Select(message => Line(
            message,
            message.Pinned,
            [.. message.Reactions.Select(reaction => (reaction.Emoji, reaction.Count))],
            message.Thread?.ReplyCount ?? 0,
            message.Thread?.LastReplySequence ?? 0,
            [.. view.Reactions.GetValueOrDefault(message.MessageId, []).Select(reaction => (reaction.Emoji, reaction.Participant.UserId))],
            [.. view.Revisions.GetValueOrDefault(message.MessageId, []).Select(revision => string.Concat(revision.Parts.Select(part => part.Text.Text)))]))),
    ];

    private static IEnumerable<string> Sorted(IEnumerable<string> lines) => lines.Order(StringComparer.Ordinal);

    private static string Pins(IEnumerable<(string Message, string By)> pins) =>
        $"pins {string.Join(',', pins.Select(pin => $"{pin.Message} by {pin.By}"))}";

    private static string Line(Room room, int members) => string.Join('|',
        "room", room.RoomId, room.DisplayName, room.Topic, room.Visibility, room.CreatorUserId, room.Archived, members, Line(room.Settings));

    // Absent settings and settings that are all at their defaults say the same.
    private static string Line(RoomSettings? settings) =>
        $"{settings?.SlowModeInterval?.Seconds ?? 0},{settings?.Retention?.Seconds ?? 0},{settings?.HideReadMarks ?? false}";

    private static string Line(Member member) => string.Join('|',
        "member", member.Participant.UserId, member.Participant.DisplayName, member.Role, member.JoinTime, member.MutedUntil?.ToString());

    private static string Line(ReadMark mark) => $"mark|{mark.UserId}|{mark.DeliveredSequence}|{mark.ReadSequence}";

    private static string Line(
        Message message, bool pinned, IReadOnlyList<(string Emoji, int Count)> kinds, int replies, long lastReply,
        IReadOnlyList<(string Emoji, string User)> reactions, IReadOnlyList<string> texts) =>
        string.Join('|',
            $"message|{message.Sequence:D9}",
            message.MessageId,
            message.Author.UserId,
            message.ClientMessageId,
            EventReader.TextOf(message),
            message.ReplyToMessageId,
            message.ThreadRootMessageId,
            string.Join(',', message.Mentions.Select(mention => mention.UserId)),
            $"{message.CreateTime}",
            $"edited {message.EditCount} {message.EditTime}",
            $"said {string.Join(" / ", texts)}",
            $"deleted {message.Deletion?.DeletedBy?.UserId}",
            $"answer {message.Answer?.State} {message.Answer?.RunId}",
            $"reactions {string.Join(',', kinds.Order())}",
            $"by {string.Join(',', reactions)}",
            $"pinned {pinned}",
            $"replies {replies} {lastReply}");
}
