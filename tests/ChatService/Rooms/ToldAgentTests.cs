using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Rooms;

/// <summary>Agents that the service of agents tells of.</summary>
public sealed class ToldAgentTests
{
    [Fact]
    public async Task Agent_ToldOf_JoinsAndIsAskedByAWorkerThatOffersItLater()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await using var worker = await house.WorkAsync();
        await TellAsync(house, new ToldAgent { AgentId = "agent:ada", DisplayName = "Ada" });
        Assert.Equal("Ada", (await house.SetSpeakingAsync("ann", room, "ada", SpeakingPolicy.Unspecified)).Participant.DisplayName);
        await house.PostAsync("ann", room, "@ada, hello");
        await worker.SendAsync(new() { Agents = new() { AgentIds = { "agent:ada" } } });
        Assert.Equal("agent:ada", (await worker.AssignmentAsync()).AgentId);
    }

    [Fact]
    public async Task Agent_RenamedAndDeleted_IsSoInItsRooms()
    {
        using var data = new TempFolder();
        string[] rooms;
        await using (var house = await ChatHouse.OpenAsync(data))
        {
            await TellAsync(house, new ToldAgent { AgentId = "agent:ada", DisplayName = "Ada" });
            rooms = [await house.RoomAsync("ann"), await house.RoomAsync("ann")];
            foreach (var room in rooms)
                await house.SetSpeakingAsync("ann", room, "ada", SpeakingPolicy.Always);
        }

        await using var again = await ChatHouse.OpenAsync(data);
        await TellAsync(again, new ToldAgent { AgentId = "agent:ada", DisplayName = "Ada L." });
        foreach (var room in rooms)
        {
            var renamed = (await again.LogAsync("ann", room))[^1].MemberUpdated.Member;
            Assert.Equal(("Ada L.", SpeakingPolicy.Always), (renamed.Participant.DisplayName, renamed.Speaking));
        }

        await TellAsync(again, new ToldAgent { AgentId = "agent:ada", DisplayName = "Ada L.", Deleted = true });
        await TellAsync(again, new ToldAgent { AgentId = "agent:ada", DisplayName = "Ada L.", Deleted = true });
        foreach (var room in rooms)
            Assert.Equal("agent:ada", (await again.LogAsync("ann", room))[^1].MemberLeft.Participant.UserId);
        Assert.Equal("MEMBER_NOT_FOUND", await RoomKit.ReasonAsync(again.Client("ann").AddAgentAsync(new() { RoomId = rooms[0], AgentId = "agent:ada" })));
    }

    [Fact]
    public async Task Agent_OfOneRoom_ComesIntoNoOther()
    {
        await using var house = await ChatHouse.OpenAsync();
        var (own, other) = (await house.RoomAsync("ann"), await house.RoomAsync("ann"));
        await TellAsync(house, new ToldAgent { AgentId = "agent:cook", DisplayName = "Cook", RoomId = own });
        await house.SetSpeakingAsync("ann", own, "cook", SpeakingPolicy.Unspecified);
        Assert.Equal("MEMBER_NOT_FOUND", await RoomKit.ReasonAsync(house.Client("ann").AddAgentAsync(new() { RoomId = other, AgentId = "agent:cook" })));
        Assert.Equal("MEMBER_NOT_FOUND", await RoomKit.ReasonAsync(house.Client("ann").InviteMemberAsync(new() { RoomId = other, UserId = "agent:cook" })));
    }

    [Fact]
    public async Task DefaultAgent_Deleted_JoinsNoNewRoom()
    {
        await using var house = await ChatHouse.OpenAsync();
        await TellAsync(house, new ToldAgent { AgentId = "agent:assistant", DisplayName = "Assistant", Deleted = true });
        var room = await house.RoomAsync("ann");
        Assert.Single((await house.Client("ann").ListMembersAsync(new() { RoomId = room }).ResponseAsync.Within()).Members);
    }

    [Fact]
    public async Task TellAgents_UsedWrongly_IsRefused()
    {
        await using var house = await ChatHouse.OpenAsync();
        var byUser = house.Node.Client<TurnService.TurnServiceClient>("ann").TellAgentsAsync(new());
        Assert.Equal("SERVICE_IDENTITY_REQUIRED", await RoomKit.ReasonAsync(byUser));
        var service = house.Node.ServiceClient<TurnService.TurnServiceClient>();
        foreach (var wrong in new[] { new ToldAgent { AgentId = "ada", DisplayName = "Ada" }, new ToldAgent { AgentId = "agent:ada" } })
            Assert.Equal("INVALID_REQUEST", await RoomKit.ReasonAsync(service.TellAgentsAsync(new() { Agents = { wrong } })));
        await using var worker = await house.WorkAsync();
        await worker.SendAsync(new() { Agents = new() });
        Assert.Equal("INVALID_REQUEST", (await ChatHouse.RefusalAsync(worker.NextAsync())).Reason);
    }

    private static async Task TellAsync(ChatHouse house, ToldAgent agent) =>
        await house.Node.ServiceClient<TurnService.TurnServiceClient>().TellAgentsAsync(new() { Agents = { agent } }).ResponseAsync.Within();
}
