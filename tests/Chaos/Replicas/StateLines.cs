using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Replicas;

/// <summary>
/// A room's state as text, a line for each thing, so that two states can be compared and their difference shown. Left out is what
/// depends on who asks, and what the log does not say.
/// </summary>
internal static class StateLines
{
    /// <summary>From a replica.</summary>
    public static IReadOnlyList<string> All(Room room, IReadOnlyCollection<Member> members, IEnumerable<MessageEntry> messages) => Sorted(
        Of(room, members.Count), members.Select(Of), messages.Select(entry => Of(
            entry.Message,
            entry.Reactions,
            entry.IsPinned,
            entry.Replies.Count(reply => !reply.IsDeleted),
            entry.Replies.Where(reply => !reply.IsDeleted).Select(reply => reply.Message.Sequence).DefaultIfEmpty().Max())));

    /// <summary>From a server's answers.</summary>
    public static IReadOnlyList<string> All(Room room, IEnumerable<Member> members, IEnumerable<Message> messages) => Sorted(
        Of(room, room.MemberCount), members.Select(Of), messages.Select(message => Of(
            message,
            message.Reactions.Select(reaction => (reaction.Emoji, reaction.Count)),
            message.Pinned,
            message.Thread?.ReplyCount ?? 0,
            message.Thread?.LastReplySequence ?? 0)));

    private static IReadOnlyList<string> Sorted(string room, IEnumerable<string> members, IEnumerable<string> messages) =>
        [room, .. members.Order(StringComparer.Ordinal), .. messages.Order(StringComparer.Ordinal)];

    private static string Of(Room room, int members) => string.Join('|',
        "room", room.RoomId, room.DisplayName, room.Topic, room.Visibility, room.CreatorUserId, room.Archived, members, Of(room.Settings));

    // Absent settings and settings that are all at their defaults say the same.
    private static string Of(RoomSettings? settings) =>
        $"{settings?.SlowModeInterval?.Seconds ?? 0},{settings?.Retention?.Seconds ?? 0},{settings?.HideReadMarks ?? false}";

    private static string Of(Member member) => string.Join('|',
        "member", member.Participant.UserId, member.Participant.DisplayName, member.Role, member.JoinTime, member.MutedUntil?.ToString());

    private static string Of(Message message, IEnumerable<(string Emoji, int Count)> reactions, bool pinned, int replies, long lastReply) =>
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
            $"deleted {message.Deletion?.DeletedBy?.UserId}",
            $"answer {message.Answer?.State} {message.Answer?.RunId}",
            $"reactions {string.Join(',', reactions.Order())}",
            $"pinned {pinned}",
            $"replies {replies} {lastReply}");
}
