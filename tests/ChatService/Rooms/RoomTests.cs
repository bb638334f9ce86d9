using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Rooms;

public sealed class RoomTests
{
    [Fact]
    public async Task CreateRoom_WithAll_ReturnsItAsCreated()
    {
        await using var house = await ChatHouse.OpenAsync();
        var made = await house.Client("ann").CreateRoomAsync(new()
        {
            RoomId = "general",
            DisplayName = "General \u2603",
            Topic = "Line one\nline two",
            Visibility = RoomVisibility.Public,
        }).ResponseAsync.Within();

        Assert.Equal(("general", "General \u2603", "Line one\nline two"), (made.Room.RoomId, made.Room.DisplayName, made.Room.Topic));
        Assert.Equal(("ann", 3L, 2, RoomVisibility.Public), (made.Room.CreatorUserId, made.Room.HeadSequence, made.Room.MemberCount, made.Room.Visibility));
        Assert.Equal(made.Room, (await house.Client("ben").GetRoomAsync(new() { RoomId = "general" }).ResponseAsync.Within()).Room);
        var events = await house.LogAsync("ann", "general");
        Assert.Equal(("general", 1L, 0), (events[0].RoomCreated.Room.RoomId, events[0].RoomCreated.Room.HeadSequence, events[0].RoomCreated.Room.MemberCount));
        Assert.Equal(made.Cursor, events[^1].Cursor);
    }

    [Fact]
    public async Task CreateRoom_WithNothing_GetsIdAndName()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = (await house.Client("ann").CreateRoomAsync(new()).ResponseAsync.Within()).Room;
        Assert.True(Guid.TryParseExact(room.RoomId, "D", out var id) && id.Version == 7);
        Assert.Equal(room.RoomId, room.DisplayName);
    }

    [Fact]
    public async Task CreateRoom_Repeated_ReturnsTheFirst()
    {
        using var data = new TempFolder();
        Room first;
        await using (var house = await ChatHouse.OpenAsync(data))
        {
            first = (await house.Client("ann").CreateRoomAsync(new() { RequestId = "r1", DisplayName = "x" }).ResponseAsync.Within()).Room;
            var racing = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
                house.Client("ann").CreateRoomAsync(new() { RequestId = "r2" }).ResponseAsync)).Within();
            Assert.Single(racing.Select(answer => answer.Room.RoomId).Distinct());
            Assert.NotEqual(
                first.RoomId,
                (await house.Client("ben").CreateRoomAsync(new() { RequestId = "r1", DisplayName = "x" }).ResponseAsync.Within()).Room.RoomId);
        }

        await using var again = await ChatHouse.OpenAsync(data);
        var late = await again.Client("ann").CreateRoomAsync(new() { RequestId = "r1", DisplayName = "x" }).ResponseAsync.Within();
        Assert.Equal(first, late.Room);
        // The cursor is that of the creation, whatever has happened since.
        await again.PostAsync("ann", first.RoomId, "hello");
        var later = await again.Client("ann").CreateRoomAsync(new() { RequestId = "r1", DisplayName = "x" }).ResponseAsync.Within();
        Assert.Equal((late.Cursor, 4L), (later.Cursor, later.Room.HeadSequence));
        var reused = await ChatHouse.RefusalAsync(again.Client("ann").CreateRoomAsync(new() { RequestId = "r1", DisplayName = "y" }));
        Assert.Equal(("REQUEST_ID_REUSED", first.RoomId), (reused.Reason, reused.Metadata["room_id"]));
    }

    [Fact]
    public async Task CreateRoom_WithMistakes_NamesThemAll()
    {
        await using var house = await ChatHouse.OpenAsync();
        await house.Client("ann").CreateRoomAsync(new() { RoomId = "taken" }).ResponseAsync.Within();
        Assert.Equal("ROOM_ID_TAKEN", (await ChatHouse.RefusalAsync(house.Client("ben").CreateRoomAsync(new() { RoomId = "taken" }))).Reason);
        var refusal = await ChatHouse.RefusalAsync(house.Client("ann").CreateRoomAsync(new()
        {
            RequestId = new string('r', 65),
            RoomId = "-Nope",
            DisplayName = "bell \a",
            Topic = new string('t', 1025),
            Visibility = (RoomVisibility)9,
        }));
        Assert.Equal(["display_name", "request_id", "room_id", "topic", "visibility"], refusal.Violations.Select(v => v.Field).Order());
    }

    [Fact]
    public async Task Join_AndLeave_AreIdempotentAndLeaveOneEventEach()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var ben = house.Client("ben");
        var joined = await ben.JoinRoomAsync(new() { RoomId = room }).ResponseAsync.Within();
        var again = await ben.JoinRoomAsync(new() { RoomId = room }).ResponseAsync.Within();
        Assert.Equal((joined.Member, joined.Room, joined.Cursor), (again.Member, again.Room, again.Cursor));
        Assert.Equal((MemberRole.Member, 3, 4L), (joined.Member.Role, joined.Room.MemberCount, joined.Room.HeadSequence));

        await ben.LeaveRoomAsync(new() { RoomId = room }).ResponseAsync.Within();
        await ben.LeaveRoomAsync(new() { RoomId = room }).ResponseAsync.Within();
        var log = await house.LogAsync("ann", room);
        Assert.Equal("ben", log[3].MemberJoined.Member.Participant.UserId);
        Assert.Equal("ben", log[4].MemberLeft.Participant.UserId);
        Assert.Equal(5, log.Count);
        Assert.Equal(2, (await ben.GetRoomAsync(new() { RoomId = room }).ResponseAsync.Within()).Room.MemberCount);
        Assert.Equal("ROOM_NOT_FOUND", (await ChatHouse.RefusalAsync(ben.JoinRoomAsync(new() { RoomId = "nowhere" }))).Reason);
        Assert.Equal("ROOM_NOT_FOUND", (await ChatHouse.RefusalAsync(ben.LeaveRoomAsync(new() { RoomId = "nowhere" }))).Reason);
    }

    [Fact]
    public async Task ListRooms_ByPageAndMembership_IsOrderedById()
    {
        await using var house = await ChatHouse.OpenAsync();
        foreach (var id in new[] { "c", "a", "e", "b", "d" })
            await house.Client(id is "a" or "d" ? "ben" : "ann").CreateRoomAsync(new() { RoomId = id }).ResponseAsync.Within();
        var client = house.Client("ann");

        Assert.Equal(["a", "b", "c", "d", "e"], await RoomsAsync(client, joinedOnly: false));
        Assert.Equal(["b", "c", "e"], await RoomsAsync(client, joinedOnly: true));
        var token = (await client.ListRoomsAsync(new() { PageSize = 1 }).ResponseAsync.Within()).NextPageToken;
        var otherFilter = new ListRoomsRequest { PageToken = token, JoinedOnly = true };
        Assert.Equal("INVALID_PAGE_TOKEN", (await ChatHouse.RefusalAsync(client.ListRoomsAsync(otherFilter))).Reason);
    }

    [Fact]
    public async Task ListMembers_ByPage_IsInTheOrderOfJoining()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "dan", "cid", "ben");
        await house.Client("dan").LeaveRoomAsync(new() { RoomId = room }).ResponseAsync.Within();
        await house.Client("dan").JoinRoomAsync(new() { RoomId = room }).ResponseAsync.Within();
        var (members, token) = (new List<string>(), "");
        do
        {
            var page = await house.Client("ann").ListMembersAsync(new() { RoomId = room, PageSize = 2, PageToken = token }).ResponseAsync.Within();
            members.AddRange(page.Members.Select(member => member.Participant.UserId));
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        Assert.Equal(["ann", "agent:assistant", "cid", "ben", "dan"], members);
    }

    [Fact]
    public async Task GetMember_ForMembersAndServices_Answers()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var request = new GetMemberRequest { RoomId = room, UserId = "agent:assistant" };
        var agent = (await house.Client("ann").GetMemberAsync(request).ResponseAsync.Within()).Member.Participant;
        Assert.Equal(("Assistant", ParticipantKind.Agent), (agent.DisplayName, agent.Kind));

        var service = house.Node.ServiceClient<ChatService.ChatServiceClient>();
        Assert.Equal(MemberRole.Owner, (await service.GetMemberAsync(new() { RoomId = room, UserId = "ann" }).ResponseAsync.Within()).Member.Role);
        Assert.Equal("MEMBER_NOT_FOUND", (await ChatHouse.RefusalAsync(service.GetMemberAsync(new() { RoomId = room, UserId = "ben" }))).Reason);
        Assert.Equal("USER_IDENTITY_REQUIRED", (await ChatHouse.RefusalAsync(service.CreateRoomAsync(new()))).Reason);
    }

    [Fact]
    public async Task DefaultAgents_FromSettings_ReplaceTheBuiltInOne()
    {
        await using var house = await ChatHouse.OpenAsync(settings: values =>
        {
            values["Chat:DefaultAgents:0:Handle"] = "librarian";
            values["Chat:DefaultAgents:0:Name"] = "The Librarian";
        });
        var room = await house.RoomAsync("ann");
        Assert.Equal("agent:librarian", (await house.LogAsync("ann", room))[2].MemberJoined.Member.Participant.UserId);
    }

    private static async Task<List<string>> RoomsAsync(ChatService.ChatServiceClient client, bool joinedOnly)
    {
        var (rooms, token) = (new List<string>(), "");
        do
        {
            var page = await client.ListRoomsAsync(new() { PageSize = 2, PageToken = token, JoinedOnly = joinedOnly }).ResponseAsync.Within();
            rooms.AddRange(page.Rooms.Select(room => room.RoomId));
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        return rooms;
    }
}
