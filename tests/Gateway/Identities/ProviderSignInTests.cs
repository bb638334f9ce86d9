using System.Net.Http.Json;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Session.V1;
using GroupChat.Gateway.Identities;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Gateway.Tests.Identities;

/// <summary>Signing in at a real provider, with a browser of a kind, and what can go wrong on the way.</summary>
[Collection(nameof(ProviderWorld))]
public sealed class ProviderSignInTests(ProviderWorld world)
{
    [Theory]
    [InlineData("acme", "of Acme")]
    [InlineData("acme-ec", "of Acme")]
    [InlineData("hub", "of the hub")]
    public async Task SignIn_Twice_IsTheSameUserWithASessionEach(string provider, string name)
    {
        await world.Provider.SetAsync($"twice by {provider}");

        var (first, second) = (await world.SignInAsync(provider), await world.SignInAsync(provider));

        Assert.Equal((true, false), (first.IsNewUser, second.IsNewUser));
        Assert.Equal(first.Session.UserId, second.Session.UserId);
        Assert.NotEqual(first.Session.SessionId, second.Session.SessionId);
        Assert.Equal(($"twice by {provider} {name}", SignInMethod.Provider, "tablet"),
            (second.Session.DisplayName, second.Session.SignInMethod, second.Session.DeviceLabel));
        var known = await world.Node.WithToken<SessionService.SessionServiceClient>(second.Credentials.AccessToken).GetSessionAsync(new()).ResponseAsync.Within();
        Assert.Equal(second.Session.SessionId, known.Session.SessionId);
    }

    [Fact]
    public async Task Link_AnonymousSession_KeepsItsRoomsAndIsFoundAgainByTheProvider()
    {
        await world.Provider.SetAsync("linked");
        var guest = await world.Node.Client<SessionService.SessionServiceClient>().CreateSessionAsync(new() { DisplayName = "Guest" }).ResponseAsync.Within();
        await world.Node.WithToken<ChatService.ChatServiceClient>(guest.Credentials.AccessToken)
            .CreateRoomAsync(new() { RoomId = "mine", Visibility = RoomVisibility.Private }).ResponseAsync.Within();
        var (code, _, verifier) = await world.GoAsync("acme");

        var linked = await Identities(guest.Credentials).LinkIdentityAsync(new() { SignInCode = code, CodeVerifier = verifier }).ResponseAsync.Within();
        var back = await world.SignInAsync("acme");

        Assert.Equal(("acme", "Guest"), (linked.Identity.ProviderId, linked.Identity.DisplayName));
        Assert.Equal((guest.Session.UserId, "Guest", false), (back.Session.UserId, back.Session.DisplayName, back.IsNewUser));
        var room = await world.Node.WithToken<ChatService.ChatServiceClient>(back.Credentials.AccessToken)
            .GetRoomAsync(new() { RoomId = "mine" }).ResponseAsync.Within();
        Assert.Equal("mine", room.Room.RoomId);
    }

    [Fact]
    public async Task Link_IdentityOfAnotherUser_IsRefusedAndTheCodeStillSignsInOnce()
    {
        await world.Provider.SetAsync("taken");
        var owner = await world.SignInAsync("acme");
        var guest = await world.Node.Client<SessionService.SessionServiceClient>().CreateSessionAsync(new() { DisplayName = "Guest" }).ResponseAsync.Within();
        var (code, _, verifier) = await world.GoAsync("acme");

        await RefusedAsync("IDENTITY_TAKEN",
            () => Identities(guest.Credentials).LinkIdentityAsync(new() { SignInCode = code, CodeVerifier = verifier }).ResponseAsync);

        Assert.Equal(owner.Session.UserId, (await world.CompleteAsync(code, verifier)).Session.UserId);
        await RefusedAsync("SIGN_IN_CODE_INVALID", () => world.CompleteAsync(code, verifier));
    }

    [Fact]
    public async Task Complete_WithoutTheSecretOrWithAnotherCode_IsRefusedAndUsesNothingUp()
    {
        await world.Provider.SetAsync("secretive");
        var (code, _, verifier) = await world.GoAsync("acme");

        await RefusedAsync("SIGN_IN_CODE_INVALID", () => world.CompleteAsync(code, SignInSecrets.Random()));
        await RefusedAsync("SIGN_IN_CODE_INVALID", () => world.CompleteAsync(SignInProof.CodeOf(code.Split('.')[0], SignInSecrets.Random()), verifier));
        foreach (var garbage in (string[])["", ".", code + ".", new string('x', 100_000), $"{new string('ä', 43)}.{new string('x', 43)}"])
            await RefusedAsync("SIGN_IN_CODE_INVALID", () => world.CompleteAsync(garbage, verifier));

        Assert.True((await world.CompleteAsync(code, verifier)).IsNewUser);
    }

    [Theory]
    [InlineData("signature")]
    [InlineData("payload")]
    [InlineData("none")]
    [InlineData("hmac")]
    [InlineData("nonce")]
    [InlineData("audience")]
    [InlineData("issuer")]
    [InlineData("expired")]
    [InlineData("large")]
    public async Task SignIn_WithAnIdTokenThatIsSpoiled_IsRefused(string fault)
    {
        await world.Provider.SetAsync("spoiled", fault);

        var (code, error, _) = await world.GoAsync("acme");

        Assert.Equal(("", "ID_TOKEN_INVALID"), (code, error));
    }

    [Theory]
    [InlineData("acme")]
    [InlineData("acme-ec")]
    public async Task SignIn_AfterTheProviderChangedItsKeys_FetchesTheNewOnes(string provider)
    {
        await world.Provider.SetAsync("before");
        await world.SignInAsync(provider);
        await world.Provider.SetAsync($"after {provider}", rotate: true);

        Assert.True((await world.SignInAsync(provider)).IsNewUser);
    }

    [Theory]
    [InlineData("acme")]
    [InlineData("hub")]
    public async Task SignIn_RefusedByTheUser_IsToldToThePage(string provider)
    {
        await world.Provider.SetAsync("");

        var (code, error, _) = await world.GoAsync(provider);

        Assert.Equal(("", "PROVIDER_DENIED"), (code, error));
    }

    [Fact]
    public async Task SignIn_ProviderDown_IsToldToThePage() => Assert.Equal("PROVIDER_UNAVAILABLE", (await world.GoAsync("down")).Error);

    [Fact]
    public async Task Unlink_TheLastIdentity_NeedsAnAccountFirst()
    {
        await world.Provider.SetAsync("unlinked");
        var session = await world.SignInAsync("acme");
        var identities = Identities(session.Credentials);
        var only = Assert.Single((await identities.ListIdentitiesAsync(new()).ResponseAsync.Within()).Identities);
        await RefusedAsync("LAST_IDENTITY", () => identities.UnlinkIdentityAsync(new() { IdentityId = only.IdentityId }).ResponseAsync);
        await RefusedAsync("IDENTITY_NOT_FOUND", () => identities.UnlinkIdentityAsync(new() { IdentityId = "another" }).ResponseAsync);
        await world.Node.WithToken<AccountService.AccountServiceClient>(session.Credentials.AccessToken)
            .CreateAccountAsync(new() { AccountName = "unlinked", Password = "correct horse battery" }).ResponseAsync.Within();

        await identities.UnlinkIdentityAsync(new() { IdentityId = only.IdentityId }).ResponseAsync.Within();

        Assert.Empty((await identities.ListIdentitiesAsync(new()).ResponseAsync.Within()).Identities);
        Assert.True((await world.SignInAsync("acme")).IsNewUser);
    }

    [Fact]
    public async Task Begin_OverJson_AnswersWithAnAddressHereOrSaysWhatIsWrong()
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var challenge = SignInSecrets.HashOf(SignInSecrets.Random());

        Assert.Contains($"{world.Address}/signin/start?ticket=", await PostAsync(new { providerId = "acme", codeChallenge = challenge }), StringComparison.Ordinal);
        Assert.Contains("PROVIDER_NOT_FOUND", await PostAsync(new { providerId = "other", codeChallenge = challenge }), StringComparison.Ordinal);
        Assert.Contains("return_url", await PostAsync(
            new { providerId = "acme", codeChallenge = challenge, returnUrl = ProviderWorld.Return + "&x" }), StringComparison.Ordinal);
        Assert.Contains("code_challenge", await PostAsync(new { providerId = "acme", codeChallenge = challenge + "=" }), StringComparison.Ordinal);

        async Task<string> PostAsync(object request)
        {
            using var answer = await client.PostAsJsonAsync($"{world.Address}/v1/identities:beginSignIn", request).Within();
            return await answer.Content.ReadAsStringAsync().Within();
        }
    }

    private IdentityService.IdentityServiceClient Identities(Credentials credentials) =>
        world.Node.WithToken<IdentityService.IdentityServiceClient>(credentials.AccessToken);

    private static async Task RefusedAsync(string reason, Func<Task> call) =>
        Assert.Equal(reason, (await Assert.ThrowsAsync<RpcException>(() => call().Within())).ToDomainError().Reason);
}
