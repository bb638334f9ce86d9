using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Rooms;

/// <summary>Agents as members of rooms.</summary>
public sealed class AgentMemberTests
{
    private const string Ada = "agent:ada";

    [Fact]
    public async Task Agent_RemovedAndAdded_IsAMemberWithItsMode()
    {
        await using var house = await AgentKit.OpenAsync("ada");
        var room = await house.RoomAsync("ann", "ben");
        await house.Client("ann").RemoveAgentAsync(new() { RoomId = room, AgentId = Ada }).ResponseAsync.Within();
        await house.Client("ann").RemoveAgentAsync(new() { RoomId = room, AgentId = Ada }).ResponseAsync.Within();
        Assert.DoesNotContain(await MembersAsync(house, room), member => member.Participant.UserId == Ada);

        var added = (await house.Client("ben").AddAgentAsync(new() { RoomId = room, AgentId = Ada }).ResponseAsync.Within()).Member;
        Assert.Equal((SpeakingPolicy.OnMention, ParticipantKind.Agent, MemberRole.Member), (added.Speaking, added.Participant.Kind, added.Role));
        var head = await house.HeadAsync("ann", room);
        Assert.Equal(added, (await house.Client("ben").AddAgentAsync(new() { RoomId = room, AgentId = Ada }).ResponseAsync.Within()).Member);
        Assert.Equal(head, await house.HeadAsync("ann", room));
        Assert.Equal(added, Assert.Single(await MembersAsync(house, room), member => member.Participant.UserId == Ada));

        await house.SetSpeakingAsync("ann", room, "ada", SpeakingPolicy.Always);
        var changed = (await house.LogAsync("ann", room))[^1].MemberUpdated;
        Assert.Equal((SpeakingPolicy.Always, "ann"), (changed.Member.Speaking, changed.UpdatedBy.UserId));
        Assert.Equal(changed.Member, Assert.Single(await MembersAsync(house, room), member => member.Participant.UserId == Ada));
    }

    [Fact]
    public async Task Modes_OfAgents_AreForModerators()
    {
        await using var house = await AgentKit.OpenAsync("ada");
        var room = await house.RoomAsync("ann", "ben");
        var wish = new AddAgentRequest { RoomId = room, AgentId = Ada, Speaking = SpeakingPolicy.Always };
        Assert.Equal("ROLE_REQUIRED", await RoomKit.ReasonAsync(house.Client("ben").AddAgentAsync(wish)));
        Assert.Equal("ROLE_REQUIRED", await RoomKit.ReasonAsync(house.Client("ben").RemoveAgentAsync(new() { RoomId = room, AgentId = Ada })));
        await house.SetRoleAsync("ann", room, "ben", MemberRole.Moderator);
        Assert.Equal(SpeakingPolicy.Always, (await house.Client("ben").AddAgentAsync(wish).ResponseAsync.Within()).Member.Speaking);
    }

    [Fact]
    public async Task DirectRoom_TakesAndLetsGoOfAnAgent()
    {
        await using var house = await AgentKit.OpenAsync("ada");
        var room = (await house.Client("ann").OpenDirectRoomAsync(new() { UserId = "ben" }).ResponseAsync.Within()).Room.RoomId;
        await house.SetSpeakingAsync("ben", room, "ada", SpeakingPolicy.Always);
        await house.PostAsync("ann", room, "hello");
        Assert.Equal(["ada"], await house.AskedAsync("ann", room));
        await house.Client("ann").RemoveAgentAsync(new() { RoomId = room, AgentId = Ada }).ResponseAsync.Within();
        await house.PostAsync("ann", room, "hello?");
        Assert.Equal(["ada"], await house.AskedAsync("ann", room));
    }

    [Fact]
    public async Task AddAgent_OfWhatIsNone_IsRefused()
    {
        await using var house = await AgentKit.OpenAsync("ada");
        var room = await house.RoomAsync("ann");
        foreach (var (request, reason) in new (AddAgentRequest, string)[]
        {
            (new() { RoomId = room, AgentId = "ben" }, "INVALID_REQUEST"),
            (new() { RoomId = room, AgentId = "agent:nobody" }, "MEMBER_NOT_FOUND"),
            (new() { RoomId = room, AgentId = Ada, Speaking = (SpeakingPolicy)99 }, "INVALID_REQUEST"),
            (new() { RoomId = "elsewhere", AgentId = Ada }, "ROOM_NOT_FOUND"),
        })
            Assert.Equal(reason, await RoomKit.ReasonAsync(house.Client("ann").AddAgentAsync(request)));
        Assert.Equal("NOT_A_MEMBER", await RoomKit.ReasonAsync(house.Client("zoe").AddAgentAsync(new() { RoomId = room, AgentId = Ada })));
        Assert.Equal("INVALID_REQUEST", await RoomKit.ReasonAsync(house.Client("ann").RemoveAgentAsync(new() { RoomId = room, AgentId = "ann" })));
    }

    private static async Task<IEnumerable<Member>> MembersAsync(ChatHouse house, string room) =>
        (await house.Client("ann").ListMembersAsync(new() { RoomId = room }).ResponseAsync.Within()).Members;
}
