namespace GroupChat.Chat.Rooms;

/// <summary>A way into a room for whoever has the token. Links are no part of the log.</summary>
/// <param name="Id">Names it without opening anything.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="CreateTime">When.</param>
/// <param name="ExpireTime">It opens nothing after this.</param>
/// <param name="MaxUses">How many may join with it; 0 for any number.</param>
/// <param name="UseCount">How many have.</param>
internal sealed record JoinLink(
    Guid Id, Participant CreatedBy, DateTimeOffset CreateTime, DateTimeOffset ExpireTime, int MaxUses, int UseCount)
{
    public bool IsUsedUp => MaxUses > 0 && UseCount >= MaxUses;

    public bool IsExpired(DateTimeOffset now) => ExpireTime <= now;
}
