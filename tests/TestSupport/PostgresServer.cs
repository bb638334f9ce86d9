using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace GroupChat.TestSupport;

/// <summary>
/// A PostgreSQL server of our own, in a folder of its own, reached through a socket in it. It ends with this process, however that
/// ends: it stops, and its folder goes, when a pipe of ours closes.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> One = new(() => StartAsync());

    private readonly string _folder;
    private readonly bool _durable;
    private readonly int _port;
    private readonly Process _keeper;
    private Process _server;
    private int _databases;
    private int _disposed;

    private PostgresServer(string folder, bool durable, int port)
    {
        (_folder, _durable, _port) = (folder, durable, port);
        _keeper = PostgresCommands.Keep(folder);
        _server = PostgresCommands.Serve(folder, durable, port);
    }

    /// <summary>The server that all tests of an assembly share, each in a database of its own. What it writes is not synced.</summary>
    public static Task<PostgresServer> Shared => One.Value;

    /// <summary>Process id of the server itself; its connections are children of it.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(_folder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <param name="durable">Sync to disk, for measurements and for kills.</param>
    /// <param name="port">Listen on this port of 127.0.0.1 as well; 0 for not at all.</param>
    public static async Task<PostgresServer> StartAsync(bool durable = false, int port = 0)
    {
        // Wherever temporary files go otherwise may be closed to the server's user, or too long for the path of a socket.
        var folder = Directory.CreateDirectory($"/tmp/groupchat-pg-{Path.GetRandomFileName()}").FullName;
        if (PostgresCommands.IsRoot)
            await PostgresCommands.RunAsync("chown", PostgresCommands.User, folder);
        await PostgresCommands.RunAsServerAsync(
            "initdb", "-D", $"{folder}/data", "-U", "groupchat", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync");
        var server = new PostgresServer(folder, durable, port);
        await server.ReadyAsync();
        return server;
    }

    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder { Host = _folder, Port = PostgresCommands.SocketPort, Username = "groupchat", Database = database }.ToString();

    /// <summary>An empty database; its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _databases)}");
        await ExecuteAsync(ConnectionString("postgres"), $"CREATE DATABASE {name}");
        return ConnectionString(name);
    }

    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>As a power cut would: everything of it at once, nothing flushed.</summary>
    public async Task KillAsync()
    {
        await PostgresCommands.SignalAsync("KILL", ProcessId);
        await _server.WaitForExitAsync().Within();
    }

    /// <summary>After <see cref="KillAsync"/>: recovers from its log and listens again.</summary>
    public async Task StartAgainAsync()
    {
        Serve();
        await ReadyAsync();
    }

    /// <summary>Neither it nor its connections get any processor time until <see cref="ResumeAsync"/>.</summary>
    public Task StallAsync() => PostgresCommands.SignalAsync("STOP", ProcessId);

    public Task ResumeAsync() => PostgresCommands.SignalAsync("CONT", ProcessId);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
        _server.Dispose();
    }

    private void Serve()
    {
        _server.Dispose();
        _server = PostgresCommands.Serve(_folder, _durable, _port);
    }

    private async Task ReadyAsync()
    {
        for (var start = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                await ExecuteAsync(ConnectionString("postgres"), "SELECT 1");
                return;
            }
            catch (NpgsqlException error)
            {
                if (Stopwatch.GetElapsedTime(start) > Waiting.Limit)
                    throw new InvalidOperationException($"PostgreSQL does not start: {await File.ReadAllTextAsync($"{_folder}/log")}", error);
                // After a kill it refuses for as long as something of the server before is dying.
                if (_server.HasExited)
                    Serve();
                await Task.Delay(TimeSpan.FromMilliseconds(20));
            }
        }
    }
}
