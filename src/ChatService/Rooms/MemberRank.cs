namespace GroupChat.Chat.Rooms;

/// <summary>The order of roles: the numbers of <see cref="MemberRole"/> are stored and say nothing about it.</summary>
internal static class MemberRank
{
    public static bool IsAtLeast(this MemberRole role, MemberRole least) => role.Rank() >= least.Rank();

    public static bool IsAbove(this MemberRole role, MemberRole other) => role.Rank() > other.Rank();

    private static int Rank(this MemberRole role) => role switch
    {
        MemberRole.Owner => 4,
        MemberRole.Moderator => 3,
        MemberRole.Member => 2,
        _ => 1,
    };
}
