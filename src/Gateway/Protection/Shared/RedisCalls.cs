using System.Globalization;
using System.Security.Cryptography;
using GroupChat.Gateway.Sessions.Storage;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Redis;
using StackExchange.Redis;

namespace GroupChat.Gateway.Protection.Shared;

/// <summary>
/// Keeps a connection to Redis for calls: asks it every second whether it is there, and makes another one when it does not answer,
/// whatever the driver believes of it.
/// </summary>
internal sealed partial class RedisCalls(RedisOptions options, SessionDatabase database, TimeProvider time, ILogger<RedisCalls> logger)
    : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);

    private readonly ConfigurationOptions _configuration = RedisConfiguration.Read(options.Configuration);
    private IDatabase? _database;

    /// <summary>Null while there is no connection.</summary>
    public IDatabase? Database => Volatile.Read(ref _database);

    /// <summary>
    /// Of every key: installations that share a Redis do not count together. The braces have a cluster keep all of them in one place.
    /// </summary>
    public string Prefix { get; private set; } = "";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var pause = Beat; !stoppingToken.IsCancellationRequested; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                if (Prefix.Length == 0)
                    Prefix = $"groupchat:{{{await InstallationAsync(stoppingToken)}}}:limit:";
                await LiveAsync(() => pause = Beat, stoppingToken);
            }
            catch (Exception error) when (error is RedisException or TimeoutException or ObjectDisposedException or DomainError)
            {
                LogLost(error.GetType().Name);
            }

            Volatile.Write(ref _database, null);
            // Jitter: all nodes lose a server at the same moment.
            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LiveAsync(Action works, CancellationToken cancellationToken)
    {
        var connection = await RedisConnection.OpenAsync(_configuration, time);
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                await connection.GetDatabase().PingAsync().WaitAsync(RedisConnection.Patience, time, cancellationToken);
                Volatile.Write(ref _database, connection.GetDatabase());
                works();
                await Task.Delay(Beat, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            Volatile.Write(ref _database, null);
            await RedisConnection.CloseAsync(connection, time);
        }
    }

    /// <summary>A number of the installation's own, from the database that its servers share; made by the first of them.</summary>
    private Task<string> InstallationAsync(CancellationToken cancellationToken)
    {
        var mine = (long)RandomNumberGenerator.GetInt32(1, int.MaxValue) << 20 | (uint)RandomNumberGenerator.GetInt32(1 << 20);
        return database.Sql.WriteAsync(
            sql =>
            {
                sql.Execute("INSERT INTO counts(name, value) VALUES ('installation', ?1) ON CONFLICT DO NOTHING", mine);
                return sql.QuerySingle("SELECT value FROM counts WHERE name = 'installation'", row => row.GetInt64(0)).ToString(CultureInfo.InvariantCulture);
            },
            cancellationToken: cancellationToken);
    }

    [LoggerMessage(
        EventName = "RedisLimitsLost", Level = LogLevel.Warning,
        Message = "Redis is not reached ({Error}). Until it is, this server counts calls by itself.")]
    private partial void LogLost(string error);
}
