using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Tests.Rooms;

public sealed class RoomPolicyTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly MemberRole[] Ranks = [MemberRole.Guest, MemberRole.Member, MemberRole.Moderator, MemberRole.Owner];

    [Fact]
    public void RequireMember_ByVisibility_SaysWhetherTheRoomIsThere()
    {
        foreach (var visibility in Enum.GetValues<RoomVisibility>())
        {
            var room = ARoom() with { Visibility = visibility };
            var present = AMember(MemberRole.Guest);
            Assert.Same(present, RoomPolicy.RequireMember(room, present, isInvited: false));
            Assert.Equal("NOT_A_MEMBER", Refusal(() => RoomPolicy.RequireMember(room, null, isInvited: true)).Reason);
            Assert.Equal(
                visibility == RoomVisibility.Public ? "NOT_A_MEMBER" : "ROOM_NOT_FOUND",
                Refusal(() => RoomPolicy.RequireMember(room, null, isInvited: false)).Reason);
        }
    }

    [Fact]
    public void Ranks_AreInOrder()
    {
        for (var a = 0; a < Ranks.Length; a++)
        {
            for (var b = 0; b < Ranks.Length; b++)
            {
                Assert.Equal(a >= b, Ranks[a].IsAtLeast(Ranks[b]));
                Assert.Equal(a > b, Ranks[a].IsAbove(Ranks[b]));
            }
        }
    }

    [Fact]
    public void RequireRole_OfALowerRole_NamesTheRoleNeeded()
    {
        RoomPolicy.RequireRole(AMember(MemberRole.Owner), MemberRole.Moderator);
        var refusal = Refusal(() => RoomPolicy.RequireRole(AMember(MemberRole.Member), MemberRole.Moderator));
        Assert.Equal(
            (ErrorCode.PermissionDenied, "ROLE_REQUIRED", "MEMBER_ROLE_MODERATOR"),
            (refusal.Code, refusal.Reason, refusal.Metadata["required_role"]));
    }

    [Fact]
    public void RequireAbove_AmongEquals_IsRefused()
    {
        RoomPolicy.RequireAbove(AMember(MemberRole.Moderator), AMember(MemberRole.Member));
        foreach (var role in Ranks)
            Assert.Equal("OUTRANKED", Refusal(() => RoomPolicy.RequireAbove(AMember(role), AMember(role))).Reason);
    }

    [Fact]
    public void RequireVoice_WhileMutedOrArchived_IsRefused()
    {
        var muted = AMember(MemberRole.Member) with { MutedUntil = Now.AddSeconds(1) };
        var refusal = Refusal(() => RoomPolicy.RequireVoice(ARoom(), muted, Now));
        Assert.Equal(("MUTED", "2030-01-01T00:00:01.000Z"), (refusal.Reason, refusal.Metadata["muted_until"]));
        RoomPolicy.RequireVoice(ARoom(), muted, Now.AddSeconds(1));
        var archived = ARoom() with { IsArchived = true };
        Assert.Equal("ROOM_ARCHIVED", Refusal(() => RoomPolicy.RequireVoice(archived, AMember(MemberRole.Owner), Now)).Reason);
    }

    [Fact]
    public void RequirePace_InSlowMode_SaysHowLongToWait()
    {
        var room = ARoom() with { Settings = RoomSettings.Default with { SlowMode = TimeSpan.FromSeconds(30) } };
        foreach (var role in new[] { MemberRole.Member, MemberRole.Guest })
        {
            var member = AMember(role);
            RoomPolicy.RequirePace(room, member, lastPost: null, Now);
            RoomPolicy.RequirePace(ARoom(), member, Now, Now);
            var refusal = Refusal(() => RoomPolicy.RequirePace(room, member, Now, Now.AddMilliseconds(29_999)));
            Assert.Equal(
                (ErrorCode.ResourceExhausted, "SLOW_MODE", TimeSpan.FromMilliseconds(1), "30"),
                (refusal.Code, refusal.Reason, refusal.RetryAfter, refusal.Metadata["interval_seconds"]));
            RoomPolicy.RequirePace(room, member, Now, Now.AddSeconds(30));
        }

        RoomPolicy.RequirePace(room, AMember(MemberRole.Moderator), Now, Now);
        RoomPolicy.RequirePace(room, AMember(MemberRole.Member, ParticipantKind.Agent), Now, Now);
    }

    [Fact]
    public void IsActive_OfABan_EndsWithIt()
    {
        var person = AMember(MemberRole.Member).Participant;
        var forEver = new Ban(person, person, "", Now, ExpireTime: null);
        Assert.True(RoomPolicy.IsActive(forEver, Now.AddYears(100)));
        Assert.True(RoomPolicy.IsActive(forEver with { ExpireTime = Now.AddTicks(1) }, Now));
        Assert.False(RoomPolicy.IsActive(forEver with { ExpireTime = Now }, Now));
        Assert.False(RoomPolicy.IsActive(null, Now));
    }

    private static Room ARoom() =>
        new(new RoomRef(new("r"), 1, 1), "r", "", RoomVisibility.Public, Now, new("ann"), HeadSequence: 9, MemberCount: 2);

    private static Member AMember(MemberRole role, ParticipantKind kind = ParticipantKind.Human) =>
        new(new Participant(new("ben"), "Ben", kind), role, Now, JoinSequence: 2);

    private static DomainError Refusal(Action rule) => Assert.Throws<DomainError>(rule);
}
