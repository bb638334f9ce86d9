using GroupChat.Gateway.Sessions;
using GroupChat.Gateway.Sessions.Storage;
using GroupChat.ServiceDefaults.Identity;
using GroupChat.TestSupport;

namespace GroupChat.Gateway.Tests.Sessions;

/// <summary>A user's sessions, and what becomes of open streams when one ends.</summary>
public abstract class SessionListContract : SessionTest
{
    private protected SessionListContract(Func<Task<string>> backend)
        : base(backend)
    {
    }

    [Fact]
    public async Task List_SeveralSessions_AreOnesOwnLiveOnesNewestFirst()
    {
        var server = Build();
        var ada = new SessionUser("ada", "Ada");
        var issued = new List<IssuedSession>();
        for (var i = 0; i < 5; i++)
        {
            issued.Add(await server.Sessions.OpenAsync(ada, SignIn.Anonymous, $"device {i}", default).Within());
            Time.Advance(TimeSpan.FromMilliseconds(1));
        }
        await server.Sessions.CreateAsync("Eve", "", default).Within();
        await server.Sessions.RevokeAsync(issued[2].Session.SessionId, ada.UserId, default).Within();

        var first = await server.Sessions.ListAsync(ada.UserId, 3, "", default).Within();
        var second = await server.Sessions.ListAsync(ada.UserId, 3, first.NextToken, default).Within();

        Assert.Equal(["device 4", "device 3", "device 1"], first.Sessions.Select(session => session.DeviceLabel));
        Assert.Equal(["device 0"], second.Sessions.Select(session => session.DeviceLabel));
        Assert.Equal("", second.NextToken);
    }

    [Fact]
    public async Task List_AfterUse_TellsWhenItWas()
    {
        var server = Build();
        var issued = await server.Sessions.CreateAsync("Ada", "", default).Within();
        await server.Uses.StartAsync(default).Within();
        Time.Advance(TimeSpan.FromMinutes(3));
        var used = Time.GetUtcNow();
        await server.Authenticator.AuthenticateAsync(issued.AccessToken, default).Within();

        await server.Uses.StopAsync(default).Within();

        var listed = await server.Sessions.ListAsync(issued.Session.UserId, 0, "", default).Within();
        Assert.Equal(used, Assert.Single(listed.Sessions).LastUseTime);
    }

    [Theory]
    [InlineData(-1, "", "page_size")]
    [InlineData(101, "", "page_size")]
    [InlineData(1, "x", "page_token")]
    public async Task List_BadPage_IsInvalidRequest(int size, string token, string field)
    {
        var error = await FailsAsync("INVALID_REQUEST", () => Build().Sessions.ListAsync("u", size, token, default));

        Assert.Equal(field, Assert.Single(error.Violations).Field);
    }

    [Fact]
    public async Task Revoke_SessionOfSomebodyElse_IsNotFoundAndGoesOn()
    {
        var server = Build();
        var ada = await server.Sessions.CreateAsync("Ada", "", default).Within();
        var eve = await server.Sessions.CreateAsync("Eve", "", default).Within();

        await FailsAsync("SESSION_NOT_FOUND", () => server.Sessions.RevokeAsync(ada.Session.SessionId, eve.Session.UserId, default));
        await FailsAsync("SESSION_NOT_FOUND", () => server.Sessions.RevokeAsync("nothing", eve.Session.UserId, default));

        await server.Authenticator.AuthenticateAsync(ada.AccessToken, default).Within();
    }

    [Fact]
    public async Task RevokeOthers_SeveralSessions_LeavesOne()
    {
        var server = Build();
        var ada = new SessionUser("ada", "Ada");
        var issued = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => server.Sessions.OpenAsync(ada, SignIn.Anonymous, "", default))).Within();

        var ended = await server.Sessions.RevokeOthersAsync(ada.UserId, issued[1].Session.SessionId, default).Within();

        Assert.Equal(2, ended);
        await server.Authenticator.AuthenticateAsync(issued[1].AccessToken, default).Within();
        foreach (var other in (IssuedSession[])[issued[0], issued[2]])
            await FailsAsync("SESSION_REVOKED", () => server.Authenticator.AuthenticateAsync(other.AccessToken, default).AsTask());
    }

    [Fact]
    public async Task Stay_OfASessionThatIsRevoked_Ends()
    {
        var server = Build();
        var issued = await server.Sessions.CreateAsync("Ada", "", default).Within();
        var other = await server.Sessions.CreateAsync("Bob", "", default).Within();
        using var first = await BeginAsync(server, issued);
        using var second = await BeginAsync(server, issued);
        using var others = await BeginAsync(server, other);

        await server.Sessions.RevokeAsync(issued.Session.SessionId, issued.Session.UserId, default).Within();

        Assert.True(first.Ended.IsCancellationRequested && second.Ended.IsCancellationRequested);
        Assert.False(others.Ended.IsCancellationRequested);
        Assert.Equal("SESSION_REVOKED", first.Reason.Reason);
    }

    [Fact]
    public async Task Stay_OfASessionWhoseRefreshTokenIsReplayed_Ends()
    {
        var server = Build();
        var issued = await server.Sessions.CreateAsync("Ada", "", default).Within();
        await server.Sessions.RefreshAsync(issued.RefreshToken, default).Within();
        using var stay = await BeginAsync(server, issued);
        Time.Advance(TimeSpan.FromSeconds(61));

        await FailsAsync("SESSION_REVOKED", () => server.Sessions.RefreshAsync(issued.RefreshToken, default));

        Assert.True(stay.Ended.IsCancellationRequested);
    }

    [Fact]
    public async Task Stay_BegunJustAfterTheEnd_HasEnded()
    {
        var server = Build();
        var issued = await server.Sessions.CreateAsync("Ada", "", default).Within();
        var caller = await server.Authenticator.AuthenticateAsync(issued.AccessToken, default).Within();
        await server.Sessions.RevokeAsync(issued.Session.SessionId, issued.Session.UserId, default).Within();

        using var stay = server.Watch.Begin(caller);

        Assert.True(stay!.Ended.IsCancellationRequested);
    }

    [Fact]
    public async Task Stay_OfASessionThatRunsOut_EndsWithinAMinute()
    {
        var server = Build();
        var issued = await server.Sessions.CreateAsync("Ada", "", default).Within();
        using var stay = await BeginAsync(server, issued);
        Time.Advance(TimeSpan.FromDays(30));
        await server.Follower.StartAsync(default).Within();

        await EndsAsync(stay);

        await server.Follower.StopAsync(default).Within();
    }

    [Fact]
    public void Watch_WithoutStreams_HoldsNothing()
    {
        var server = Build();
        var stay = server.Watch.Begin(Caller.User("u", "U", "s"));
        Assert.Equal(["s"], server.Watch.Ids);

        stay!.Dispose();
        stay.Dispose();

        Assert.Empty(server.Watch.Ids);
        Assert.Null(server.Watch.Begin(Caller.Service));
    }

    [Fact]
    public async Task Sweep_LongAfterExpiry_RemovesTheSession()
    {
        var server = Build();
        var issued = await server.Sessions.CreateAsync("Ada", "", default).Within();
        Time.Advance(TimeSpan.FromDays(30) + SqlSessionStore.Kept - TimeSpan.FromHours(1));
        var kept = await server.Store.RemoveExpiredAsync(Time.GetUtcNow(), 10, default).Within();
        Time.Advance(TimeSpan.FromHours(2));

        var removed = await server.Store.RemoveExpiredAsync(Time.GetUtcNow(), 10, default).Within();

        Assert.Equal((0, 1), (kept, removed));
        Assert.Null(await server.Store.FindAsync(issued.Session.SessionId, default).Within());
    }

    private protected static async Task<CallerStay> BeginAsync(SessionServer server, IssuedSession issued) =>
        server.Watch.Begin(await server.Authenticator.AuthenticateAsync(issued.AccessToken, default).Within())!;

    /// <summary>Lets time pass until the stay has ended.</summary>
    private protected async Task EndsAsync(CallerStay stay)
    {
        var ended = new TaskCompletionSource();
        await using var onEnd = stay.Ended.Register(ended.SetResult);
        await PassAsync(ended.Task).Within();
    }

    // Whoever follows waits for its next round only when it has done the last one.
    private async Task PassAsync(Task done)
    {
        while (!done.IsCompleted)
        {
            if (Time.Waiting > 0)
                Time.Advance(EndFollower.Interval);
            await Task.Yield();
        }
    }
}
