using System.Runtime.Versioning;
using GroupChat.Cli.Connection;
using GroupChat.Cli.Sessions;
using GroupChat.Cli.Tests.Kit;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Cli.Tests.Sessions;

[UnsupportedOSPlatform("windows")]
public sealed class SessionKeeperTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly List<string> _notes = [];
    private FakeServer _server = null!;
    private ServerLink _link = null!;

    private string Folder => Path.Combine(_folder.Path, "groupchat");

    private FakeUsers Users => _server.State.Users;

    public async Task InitializeAsync()
    {
        _server = await FakeServer.StartAsync();
        Users.Time = _time;
        _link = new(_server.Address);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _link.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Get_FirstUse_SignsInAndStoresForTheOwnerOnly()
    {
        using var keeper = Keeper();
        var session = await keeper.GetAsync(default).Within();
        Assert.Equal("alice", session.DisplayName);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
        Assert.All(
            Directory.GetFiles(Folder),
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task Get_NextRun_UsesTheStoredSession()
    {
        using var first = Keeper();
        using var second = Keeper();
        Assert.Equal(await first.GetAsync(default).Within(), await second.GetAsync(default).Within());
        Assert.Equal(1, Users.Created);
    }

    [Fact]
    public async Task Get_OtherProfileOrServer_HasASessionOfItsOwn()
    {
        using var first = Keeper();
        using var second = Keeper(profile: "work");
        using var third = Keeper(server: new Uri("http://elsewhere:1"));
        Assert.NotEqual((await first.GetAsync(default).Within()).UserId, (await second.GetAsync(default).Within()).UserId);
        Assert.Null(third.Current);
    }

    [Fact]
    public async Task Get_FileOpenToOthers_IsClosedBeforeItIsRead()
    {
        using var first = Keeper();
        await first.GetAsync(default).Within();
        var file = Directory.GetFiles(Folder, "*.json").Single();
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        using var second = Keeper();
        Assert.NotNull(second.Current);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ not json")]
    [InlineData("{}")]
    [InlineData("[1]")]
    public async Task Get_DamagedFile_SignsInAnew(string content)
    {
        using var first = Keeper();
        await first.GetAsync(default).Within();
        await File.WriteAllTextAsync(Directory.GetFiles(Folder, "*.json").Single(), content);
        using var second = Keeper();
        await second.GetAsync(default).Within();
        Assert.Equal(2, Users.Created);
    }

    [Fact]
    public async Task Get_TokenNearItsEnd_IsRefreshedOnceForAllCallers()
    {
        using var keeper = Keeper();
        var before = await keeper.GetAsync(default).Within();
        _time.Advance(Users.AccessLife - TimeSpan.FromSeconds(20));
        var after = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => keeper.GetAsync(default))).Within();
        Assert.Equal(1, Users.Refreshed);
        Assert.All(after, session => Assert.Equal((before.UserId, after[0].AccessToken), (session.UserId, session.AccessToken)));
    }

    [Fact]
    public async Task Get_TwoProcessesAtOnce_RefreshOnceBetweenThem()
    {
        // In real time: while one refreshes, the other finds the lock taken and comes back.
        Users.Time = TimeProvider.System;
        var life = Users.AccessLife;
        Users.AccessLife = TimeSpan.FromSeconds(5);
        using var first = Keeper(time: TimeProvider.System);
        using var second = Keeper(time: TimeProvider.System);
        await first.GetAsync(default).Within();
        Assert.NotNull(second.Current);
        Users.AccessLife = life;
        var sessions = await Task.WhenAll(Task.Run(() => first.GetAsync(default)), Task.Run(() => second.GetAsync(default))).Within();
        Assert.Equal(sessions[0].AccessToken, sessions[1].AccessToken);
        Assert.Equal((1, 1), (Users.Created, Users.Refreshed));
    }

    [Fact]
    public async Task Renew_Revoked_SignsInAnewAndSaysSo()
    {
        using var keeper = Keeper();
        var before = await keeper.GetAsync(default).Within();
        Users.RevokeAll();
        var after = await keeper.RenewAsync(before, Refused("SESSION_REVOKED"), default).Within();
        Assert.NotEqual(before.UserId, after.UserId);
        Assert.Contains("signed in anew as alice", Assert.Single(_notes));
    }

    [Fact]
    public async Task Renew_Expired_RefreshesAndKeepsTheUser()
    {
        using var keeper = Keeper();
        var before = await keeper.GetAsync(default).Within();
        var after = await keeper.RenewAsync(before, Refused("TOKEN_EXPIRED"), default).Within();
        Assert.Equal(before.UserId, after.UserId);
        Assert.NotEqual(before.AccessToken, after.AccessToken);
        Assert.Empty(_notes);
    }

    [Fact]
    public async Task Renew_AlreadyRenewedByAnother_TakesTheirs()
    {
        using var keeper = Keeper();
        var before = await keeper.GetAsync(default).Within();
        var theirs = await keeper.RenewAsync(before, Refused("TOKEN_EXPIRED"), default).Within();
        using var other = Keeper();
        Assert.Equal(theirs, await other.RenewAsync(before, Refused("TOKEN_EXPIRED"), default).Within());
        Assert.Equal(1, Users.Refreshed);
    }

    [Fact]
    public async Task End_ExpiredToken_StillRevokesTheSession()
    {
        using var keeper = Keeper();
        var session = await keeper.GetAsync(default).Within();
        _time.Advance(Users.AccessLife);
        Assert.True(await keeper.EndAsync(default).Within());
        Assert.Empty(Directory.GetFiles(Folder, "*.json"));
        Assert.Throws<RpcException>(() => Users.Refresh(session.RefreshToken));
        Assert.False(await keeper.EndAsync(default).Within());
    }

    private static ServerError Refused(string reason) => new(StatusCode.Unauthenticated, reason, "", null);

    private SessionKeeper Keeper(string profile = "alice", Uri? server = null, TimeProvider? time = null)
    {
        server ??= _server.Address;
        return new(_link.Sessions, new(Folder, server, profile), new(server, "alice", _notes.Add), time ?? _time);
    }
}
