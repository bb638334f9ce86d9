using Grpc.Core;

namespace GroupChat.Gateway.Tests.Authorization;

/// <summary>Every method of the contract by every kind of caller, against <see cref="Decisions"/>.</summary>
public sealed class AuthorizationMatrixTests(AuthorizationWorld world) : IClassFixture<AuthorizationWorld>
{
    // By what they are in the room of the call; the outsider owns another one.
    private static readonly string[] People = ["outsider", "guest", "member", "moderator", "owner"];

    private static readonly string[] Callers =
    [
        "nobody", "garbage", "expired", "revoked", "revoked key", .. People, "admin", "bot", "narrow bot", "acting", "service", "service key",
        "narrow service key",
    ];

    private static readonly (string Caller, Least? Has)[] Roles =
        [("outsider", null), ("admin", null), ("guest", Least.Guest), ("member", Least.Member), ("moderator", Least.Moderator), ("owner", Least.Owner)];

    public static TheoryData<string> Methods => [.. ContractMethods.All.Keys.Order(StringComparer.Ordinal)];

    public static TheoryData<string> RoomMethods =>
        [.. Decisions.All.Where(of => of.Value.Least != Least.None).Select(of => of.Key).Order(StringComparer.Ordinal)];

    /// <summary>Methods about one message of one room.</summary>
    public static TheoryData<string> MessageMethods =>
    [
        .. from of in ContractMethods.All
           where Decisions.All[of.Key].Least != Least.None
           where of.Value.InputType.FindFieldByName("room_id") is not null && of.Value.InputType.FindFieldByName("message_id") is not null
           orderby of.Key
           select of.Key,
    ];

    [Fact]
    public void Contract_EveryMethod_HasADecision() =>
        Assert.Equal(ContractMethods.All.Keys.Order(StringComparer.Ordinal), Decisions.All.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Gate_EveryCaller_IsLetInOrRefusedAsDecided(string name)
    {
        var method = ContractMethods.All[name];
        var request = (await world.NewRoomAsync(method)).Of(method);
        foreach (var caller in Callers)
        {
            if (name.EndsWith("/RevokeSession", StringComparison.Ordinal) && (People.Contains(caller) || caller == "admin"))
                continue; // the session is needed for the rest
            var outcome = await world.CallAsync(method, caller, request);

            // This one's credentials are its request: they are never those that the caller shows.
            var expected = name.EndsWith("/RefreshSession", StringComparison.Ordinal) ? "TOKEN_INVALID" : Expected(Decisions.All[name].Gate, caller);
            Assert.True(
                expected.Length > 0 ? outcome.Reason == expected : !outcome.IsRefusedAtTheGate,
                $"{name} by {caller}: {outcome}, expected {(expected.Length > 0 ? expected : "to be let in")}");
        }
    }

    [Theory]
    [MemberData(nameof(RoomMethods))]
    public async Task Room_EveryRole_MayOrMayNotAsDecided(string name)
    {
        var (method, least) = (ContractMethods.All[name], Decisions.All[name].Least);
        foreach (var (caller, has) in Roles)
        {
            var sample = await world.NewRoomAsync(method);

            var outcome = await world.CallAsync(method, caller, sample.Of(method));

            Assert.True(outcome.IsDenied == !(has >= least), $"{name} by {caller}: {outcome}, {least} is needed");
        }
    }

    [Theory]
    [MemberData(nameof(MessageMethods))]
    public async Task Message_OfAnotherRoom_IsNotToBeHadThroughOnesOwn(string name)
    {
        var method = ContractMethods.All[name];
        var sample = await world.NewRoomAsync(method);

        var outcome = await world.CallAsync(method, "outsider", (sample with { RoomId = AuthorizationWorld.Elsewhere }).Of(method));

        Assert.True(outcome.Code is StatusCode.NotFound or StatusCode.InvalidArgument, $"{name}: {outcome}");
    }

    [Fact]
    public async Task Converse_EveryRole_HearsItsOwnRoomsOnly()
    {
        foreach (var (caller, has) in Roles)
        {
            var sample = await world.NewRoomAsync(ContractMethods.All["groupchat.chat.v1.ChatService/Converse"]);

            var subscribed = await world.SubscribesAsync(caller, sample.RoomId);

            Assert.True(subscribed == has is not null, $"{caller}: {subscribed}");
        }
    }

    /// <summary>The reason by which a caller is refused at the gate; empty when they are let in.</summary>
    private static string Expected(Gate gate, string caller) => (gate, caller) switch
    {
        (Gate.Anyone, _) => "",
        (_, "nobody") => "TOKEN_MISSING",
        (_, "garbage") => "TOKEN_INVALID",
        (_, "expired") => "TOKEN_EXPIRED",
        (_, "revoked") => "SESSION_REVOKED",
        (_, "revoked key") => "API_KEY_REVOKED",
        (Gate.Session, "service" or "service key" or "narrow service key") => "USER_IDENTITY_REQUIRED",
        (Gate.Session, "bot" or "narrow bot" or "acting") => "SESSION_REQUIRED",
        (Gate.Service, "outsider" or "guest" or "member" or "moderator" or "owner" or "admin" or "bot" or "narrow bot") => "SERVICE_IDENTITY_REQUIRED",
        (Gate.Admin, "outsider" or "guest" or "member" or "moderator" or "owner" or "bot" or "narrow bot" or "acting") => "ADMIN_REQUIRED",
        (_, "narrow bot" or "narrow service key") => "SCOPE_REQUIRED",
        (Gate.User, "service" or "service key") => "USER_IDENTITY_REQUIRED",
        _ => "",
    };
}
