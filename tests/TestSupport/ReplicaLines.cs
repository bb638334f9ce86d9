using GroupChat.Contracts.Chat.V1;

namespace GroupChat.TestSupport;

/// <summary>A replica as text, a line for each thing, so that two of them can be compared and their difference shown.</summary>
internal static class ReplicaLines
{
    public static IReadOnlyList<string> Of(RoomReplica replica)
    {
        var messages = replica.Messages.All.ToList();
        var threads = messages
            .Where(known => known.Message.ThreadRootMessageId.Length > 0 && known.Message.Deletion is null)
            .ToLookup(known => known.Message.ThreadRootMessageId, known => known.Message.Sequence);
        return
        [
            Line(replica.Room, replica.Members.Count),
            .. replica.Members.Select(member => $"member {member}"),
            .. replica.Invited.Order(StringComparer.Ordinal).Select(user => $"invited {user}"),
            .. replica.Bans.Values.OrderBy(ban => ban.Participant.UserId, StringComparer.Ordinal).Select(ban => $"ban {ban}"),
            .. replica.Marks.Values.OrderBy(mark => mark.UserId, StringComparer.Ordinal).Select(mark => $"mark {mark}"),
            .. replica.Pins.Select(pin => $"pin {pin}"),
            .. messages.Select(known => Line(known, [.. threads[known.Message.MessageId]])),
        ];
    }

    private static string Line(Room room, int members)
    {
        var counted = room.Clone();
        counted.MemberCount = members;
        return $"room {counted}";
    }

    private static string Line(ReplicaMessage known, IReadOnlyList<long> replies)
    {
        var reactions = known.Reactions.Kinds.Select(kind => $"{kind.Emoji} by {string.Join(',', kind.Users)}");
        return $"message {known.Message} {string.Join("; ", reactions)} replies {replies.Count} to {replies.DefaultIfEmpty().Max()}";
    }
}
