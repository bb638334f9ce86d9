using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Integration.Tests;

/// <summary>Two whole servers on one PostgreSQL.</summary>
public sealed class SharedDatabaseTests : IAsyncLifetime
{
    private const string Room = "shared";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("groupchat-shared-");
    private PostgresServer _server = null!;
    private string _postgres = "";

    public async Task InitializeAsync()
    {
        _server = await PostgresServer.StartAsync(durable: true);
        _postgres = await _server.CreateDatabaseAsync();
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task TokenAndRoom_OfOneServer_AreGoodAtTheOtherAndOutliveThePostgresThatWasKilled()
    {
        await using var one = await StartAsync("one");
        await using var two = await StartAsync("two");
        using var first = one.Connect();
        using var second = two.Connect();
        var person = await Person.SignInAsync(first, "Ada");
        await person.Chat(first).CreateRoomAsync(new() { RoomId = Room }, person.Headers, Person.Soon);

        await person.PostAsync(first, Room, "1", "here");
        await person.PostAsync(second, Room, "2", "and there");
        await _server.KillAsync();
        var refused = await Assert.ThrowsAsync<RpcException>(() => person.PostAsync(second, Room, "3", "nowhere"));
        await _server.StartAgainAsync();
        var stored = await AgainAsync(() => person.PostAsync(second, Room, "3", "nowhere"));
        var repeated = await AgainAsync(() => person.PostAsync(first, Room, "3", "nowhere"));

        Assert.Equal((StatusCode.Unavailable, "STORAGE_UNAVAILABLE"), (refused.StatusCode, refused.ToDomainError().Reason));
        Assert.NotNull(refused.ToDomainError().RetryAfter);
        Assert.Equal(stored, repeated);
        var log = await person.LogAsync(first, Room);
        Assert.Equal(log, await person.LogAsync(second, Room));
        Assert.Equal(["1", "2", "3"], log.Where(e => e.MessagePosted is not null).Select(e => e.MessagePosted.Message.ClientMessageId));
        Assert.Equal(Enumerable.Range(1, log.Count).Select(number => (long)number), log.Select(e => e.Sequence));
    }

    [Fact]
    public async Task Start_OnANewerDatabase_NamesTheSettingInOneLine()
    {
        await using (await StartAsync("older"))
        {
        }
        await PostgresServer.ExecuteAsync(_postgres, "UPDATE groupchat_schema SET version = 99");

        var (code, output) = await Commands.RunAsync(
            "dotnet", [Commands.GatewayDll, "--urls", "http://127.0.0.1:0", "--data", Path.Combine(_folder.FullName, "newer"), $"--Storage:Postgres={_postgres}"]);

        Assert.Equal(1, code);
        Assert.Contains("groupchat: Storage:Postgres: ", output, StringComparison.Ordinal);
        Assert.Contains("schema 99", output, StringComparison.Ordinal);
    }

    private async Task<GatewayProcess> StartAsync(string name)
    {
        var gateway = new GatewayProcess(Path.Combine(_folder.FullName, name));
        await gateway.StartAsync($"--Storage:Postgres={_postgres}");
        return gateway;
    }

    /// <summary>As clients do: tries again until it works.</summary>
    private static async Task<T> AgainAsync<T>(Func<Task<T>> call)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await call();
            }
            catch (RpcException error) when (error.StatusCode == StatusCode.Unavailable && tries < 600)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }
}
