namespace GroupChat.Chat.Metering;

/// <summary>What somebody wants to know, unchecked.</summary>
internal sealed record UsageWish(
    string RoomId, bool Everybody, string FromDay, string ToDay, IReadOnlyList<UsageGroup> Groups, int PageSize, string PageToken);
