using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Session.V1;

namespace GroupChat.Integration.Tests.Transcripts.Script;

/// <summary>Sessions, rooms, and who may listen.</summary>
internal static class EntrySteps
{
    public static IEnumerable<Step> All =>
    [
        new("four people sign in", SignInAsync),
        new("a session is refreshed", RefreshAsync),
        new("nobody is let in without a token", WithoutTokenAsync),
        new("a room is made once", CreateAsync),
        new("a private room is not there for others", CreatePrivateAsync),
        new("Ann listens from the beginning", ListenAsync),
        new("Bob and Cat join, and Ann sees them come", JoinAsync),
        new("who is no member hears nothing", NotAMemberAsync),
    ];

    private static async Task SignInAsync(Stage stage)
    {
        foreach (var person in stage.People)
        {
            var created = await person.AskAsync<CreateSessionResponse>(new CreateSessionRequest { DisplayName = person.Name, DeviceLabel = "a script" });
            person.SignedIn(created.Session, created.Credentials);
        }
    }

    private static async Task RefreshAsync(Stage stage)
    {
        var refreshed = await stage.Bob.AskAsync<RefreshSessionResponse>(new RefreshSessionRequest { RefreshToken = stage.Bob.Credentials.RefreshToken });
        stage.Bob.SignedIn(refreshed.Session, refreshed.Credentials);
        await stage.Bob.AskAsync<GetSessionResponse>(new GetSessionRequest());
        await stage.Bob.AskAsync<ListSessionsResponse>(new ListSessionsRequest { PageSize = 5 });
    }

    private static async Task WithoutTokenAsync(Stage stage)
    {
        var nobody = new Actor("Nobody", stage);
        await nobody.RefusedAsync("TOKEN_MISSING", new ListRoomsRequest());
        nobody.SignedIn(new(), new() { AccessToken = "no-such-token" });
        await nobody.RefusedAsync("TOKEN_INVALID", new ListRoomsRequest());
    }

    private static async Task CreateAsync(Stage stage)
    {
        var request = new CreateRoomRequest { RoomId = stage.Room("tea"), RequestId = "make-tea", DisplayName = "Tea room", Topic = "Leaves & water" };
        var first = await stage.Ann.AskAsync<CreateRoomResponse>(request);
        var again = await stage.Ann.AskAsync<CreateRoomResponse>(request);
        Assert.Equal(first.Room.RoomId, again.Room.RoomId);
        await stage.Bob.RefusedAsync("ROOM_ID_TAKEN", new CreateRoomRequest { RoomId = stage.Room("tea") });
        await stage.Ann.AskAsync<ListRoomsResponse>(new ListRoomsRequest { JoinedOnly = true, PageSize = 10 });
    }

    private static async Task CreatePrivateAsync(Stage stage)
    {
        await stage.Ann.AskAsync<CreateRoomResponse>(new CreateRoomRequest
        {
            RoomId = stage.Room("den"),
            DisplayName = "Höhle 🦊",
            Visibility = RoomVisibility.Private,
        });
        await stage.Ann.AskAsync<GetRoomResponse>(new GetRoomRequest { RoomId = stage.Room("den") });
        await stage.Cat.RefusedAsync("ROOM_NOT_FOUND", new GetRoomRequest { RoomId = stage.Room("den") });
    }

    private static async Task ListenAsync(Stage stage)
    {
        await stage.ListenAsync(stage.Ann, "tea", StartPosition.Earliest);
        await stage.Ann.HearsAsync("tea", heard => heard.RoomCreated is not null);
    }

    private static async Task JoinAsync(Stage stage)
    {
        foreach (var person in (Actor[])[stage.Bob, stage.Cat])
        {
            await person.AskAsync<JoinRoomResponse>(new JoinRoomRequest { RoomId = stage.Room("tea") });
            await stage.ListenAsync(person, "tea");
            await stage.Ann.HearsAsync("tea", heard => heard.MemberJoined?.Member.Participant.UserId == person.UserId);
            var seen = await stage.Ann.LineIn("tea").UntilAsync(frame => frame.Signal?.Presence?.Participant.UserId == person.UserId);
            stage.Note("Ann sees", seen.Signal);
        }

        await stage.Ann.AskAsync<ListMembersResponse>(new ListMembersRequest { RoomId = stage.Room("tea") });
    }

    private static async Task NotAMemberAsync(Stage stage)
    {
        await stage.Dan.RefusedAsync("NOT_A_MEMBER", "listening", async () => await stage.ListenAsync(stage.Dan, "tea"));
        await stage.Dan.RefusedAsync("NOT_A_MEMBER", new ListMembersRequest { RoomId = stage.Room("tea") });
        await stage.Dan.RefusedAsync("NOT_A_MEMBER", stage.Dan.Post("tea", "d1", "Let me in"));
    }
}
