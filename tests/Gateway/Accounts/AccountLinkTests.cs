using GroupChat.Chat;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Session.V1;
using GroupChat.Gateway.Sessions;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Gateway.Tests.Accounts;

/// <summary>Accounts over the wire, with rooms.</summary>
public sealed class AccountLinkTests : IAsyncLifetime
{
    private const string Password = "correct horse battery";
    private TestNode _node = null!;

    public async Task InitializeAsync() => _node = await TestNode.StartAsync(
        builder =>
        {
            builder.Configuration["Accounts:PasswordRounds"] = "1000";
            builder.Services.AddSessions();
            builder.AddChat();
        },
        app =>
        {
            app.MapSessions();
            app.MapChat();
        });

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task SignIn_ToAnAccountMadeOfAnAnonymousSession_HasItsRooms()
    {
        var anyone = _node.Client<AccountService.AccountServiceClient>();
        var first = await _node.Client<SessionService.SessionServiceClient>().CreateSessionAsync(new() { DisplayName = "Ada" }).ResponseAsync.Within();
        var token = first.Credentials.AccessToken;
        await _node.WithToken<ChatService.ChatServiceClient>(token).CreateRoomAsync(new() { RoomId = "mine", Visibility = RoomVisibility.Private }).ResponseAsync.Within();

        var account = await _node.WithToken<AccountService.AccountServiceClient>(token)
            .CreateAccountAsync(new() { AccountName = "ada", Password = Password }).ResponseAsync.Within();
        var second = await anyone.SignInAsync(new() { AccountName = "ada", Password = Password, DeviceLabel = "phone" }).ResponseAsync.Within();

        Assert.Equal((first.Session.UserId, first.Session.UserId), (account.Account.UserId, second.Session.UserId));
        Assert.Equal((SignInMethod.Password, "phone"), (second.Session.SignInMethod, second.Session.DeviceLabel));
        var chat = _node.WithToken<ChatService.ChatServiceClient>(second.Credentials.AccessToken);
        Assert.Equal("mine", (await chat.GetRoomAsync(new() { RoomId = "mine" }).ResponseAsync.Within()).Room.RoomId);
        await _node.WithToken<ChatService.ChatServiceClient>(token).GetRoomAsync(new() { RoomId = "mine" }).ResponseAsync.Within();
    }

    [Fact]
    public async Task SignIn_WithAWrongPassword_IsUnauthenticatedAndSaysNoMore()
    {
        var anyone = _node.Client<AccountService.AccountServiceClient>();

        var refused = await Assert.ThrowsAsync<RpcException>(
            () => anyone.SignInAsync(new() { AccountName = "nobody", Password = Password }).ResponseAsync.Within());

        Assert.Equal((StatusCode.Unauthenticated, "SIGN_IN_FAILED"), (refused.StatusCode, refused.ToDomainError().Reason));
    }
}
