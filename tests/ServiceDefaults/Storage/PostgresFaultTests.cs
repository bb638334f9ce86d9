using System.Collections.Concurrent;
using System.Globalization;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;
using Npgsql;

namespace GroupChat.ServiceDefaults.Tests.Storage;

/// <summary>A server that dies, stalls and comes back.</summary>
public sealed class PostgresFaultTests(FaultyPostgres faulty) : IClassFixture<FaultyPostgres>, IAsyncLifetime
{
    private static readonly PostgresOptions Impatient = new()
    {
        Readers = 2,
        StatementTimeout = TimeSpan.FromSeconds(2),
        ConnectTimeout = TimeSpan.FromSeconds(2),
    };

    private readonly PostgresServer _server = faulty.Server;
    private string _postgres = "";

    public async Task InitializeAsync() => _postgres = await _server.CreateDatabaseAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Server_Killed_IsToldAndFoundAgain()
    {
        await using var database = Open(new());
        await database.Add("before").Within();

        await _server.KillAsync();
        await UnavailableAsync(() => database.Add("lost"));
        await UnavailableAsync(() => database.Texts());
        await _server.StartAgainAsync();

        await AgainAsync(() => database.Add("after"));
        Assert.Equal(["before", "after"], await AgainAsync(database.Texts));
    }

    [Fact]
    public async Task Server_Stalled_IsToldToAllWhoWaitAndFoundAgain()
    {
        await using var database = Open(Impatient);
        await AgainAsync(() => database.Add("before"));
        await AgainAsync(database.Texts);

        await _server.StallAsync();
        var waiting = Enumerable.Range(0, 100)
            .SelectMany(i => (Task[])[UnavailableAsync(() => database.Add($"{i}")), UnavailableAsync(() => database.Texts())]);
        await Task.WhenAll(waiting).Within();
        await _server.ResumeAsync();

        await AgainAsync(() => database.Add("after"));
        Assert.Contains("after", await AgainAsync(database.Texts));
    }

    [Fact]
    public async Task Server_StalledForAMoment_OnlyTakesLonger()
    {
        await using var database = Open(new() { StatementTimeout = TimeSpan.FromMinutes(5) });
        await database.Add("before").Within();

        await _server.StallAsync();
        var (writing, reading) = (database.Add("meanwhile"), database.Texts());
        await _server.ResumeAsync();

        await writing.Within();
        Assert.Contains("before", await reading.Within());
    }

    [Fact]
    public async Task Connections_EndedWhileIdle_CostNobodyAnError()
    {
        await using var database = Open(new());
        await database.Add("before").Within();
        await database.Texts().Within();

        await EndConnectionsAsync();

        await database.Add("after").Within();
        Assert.Equal(["before", "after"], await database.Texts().Within());
    }

    [Fact]
    public async Task Connection_EndedInsideATransaction_RunsItAgain()
    {
        await using var database = Open(new());
        var runs = 0;

        await database.WriteAsync(session =>
        {
            if (++runs == 1)
                session.Execute("SELECT pg_terminate_backend(pg_backend_pid())");
            return PostgresNotes.Insert(session, "once");
        }).Within();

        Assert.Equal(2, runs);
        Assert.Equal(["once"], await database.Texts().Within());
    }

    [Fact]
    public async Task Connection_ClosedBehindOurBack_CostsNobodyAnError()
    {
        await using var database = Open(new() { Readers = 1 });
        var (reads, writes) = (0, 0);

        await database.WriteAsync(session => Close(session, ref writes) ? PostgresNotes.Insert(session, "once") : 0).Within();
        await database.ReadAsync(session => Close(session, ref reads) && session.QuerySingle("SELECT true", row => row.GetValue(0) is true)).Within();

        Assert.Equal((2, 2), (reads, writes));
        Assert.Equal(["once"], await database.Texts().Within());

        static bool Close(SqlSession session, ref int runs)
        {
            if (++runs == 1)
                session.Dispose();
            return true;
        }
    }

    [Fact]
    public async Task Acknowledged_WhileTheServerIsKilled_IsThereExactlyOnce()
    {
        await using var database = Open(new());
        var (acknowledged, announced) = (new ConcurrentQueue<string>(), new ConcurrentQueue<long>());
        using var enough = new CancellationTokenSource();
        var writing = Enumerable.Range(0, 8).Select(writer => Task.Run(() => WriteAsync(writer))).ToList();

        for (var kill = 1; kill <= 3; kill++)
        {
            var before = acknowledged.Count;
            await Eventually.TrueAsync(() => acknowledged.Count > before + 50);
            await _server.KillAsync();
            await _server.StartAgainAsync();
        }

        await enough.CancelAsync();
        await Task.WhenAll(writing).Within();
        var stored = await AgainAsync(database.Texts);
        Assert.Empty(acknowledged.Except(stored));
        var ids = await AgainAsync(() => database.ReadAsync(session => session.Query("SELECT id FROM notes", row => row.GetInt64(0))));
        Assert.Empty(announced.Except(ids));
        Assert.Equal(announced.Count, announced.Distinct().Count());

        async Task WriteAsync(int writer)
        {
            for (var i = 0; !enough.IsCancellationRequested; i++)
            {
                var text = string.Create(CultureInfo.InvariantCulture, $"{writer}-{i}");
                await AgainAsync(() => Added(text));
                acknowledged.Enqueue(text);
            }
        }

        // What was not acknowledged may be there all the same: then it is not written twice.
        async Task<bool> Added(string text)
        {
            try
            {
                await database.Add(text, announced.Enqueue);
            }
            catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.UniqueViolation)
            {
            }

            return true;
        }
    }

    [Fact]
    public async Task Disk_Full_IsToldAsSuch()
    {
        await using var database = Open(new());

        var refused = await Assert.ThrowsAsync<DomainError>(() => database.WriteAsync(session => session.Execute(
            $"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{PostgresErrorCodes.DiskFull}'; END $$")).Within());

        Assert.Equal((ErrorCode.ResourceExhausted, "STORAGE_FULL"), (refused.Code, refused.Reason));
        await database.Add("after").Within();
    }

    private static async Task UnavailableAsync<T>(Func<Task<T>> call)
    {
        var refused = await Assert.ThrowsAsync<DomainError>(() => call().Within());
        Assert.Equal((ErrorCode.Unavailable, "STORAGE_UNAVAILABLE"), (refused.Code, refused.Reason));
        Assert.True(refused.RetryAfter > TimeSpan.Zero);
    }

    /// <summary>As callers do: tries again until it works.</summary>
    private static async Task<T> AgainAsync<T>(Func<Task<T>> call)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await call().Within();
            }
            catch (DomainError error) when (error.Reason == "STORAGE_UNAVAILABLE" && tries < 600)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    private PostgresDatabase Open(PostgresOptions options) => PostgresDatabase.Open(_postgres, PostgresNotes.Schema, "Storage:Postgres", options);

    /// <summary>Ends what is connected to the database of this test, and waits until it is gone.</summary>
    private Task EndConnectionsAsync() => PostgresServer.ExecuteAsync(
        _postgres,
        """
        DO $$ BEGIN
          PERFORM pg_terminate_backend(pid, 30000) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend';
        END $$
        """);
}
