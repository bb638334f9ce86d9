using System.Globalization;
using GroupChat.ServiceDefaults.Hosting;
using Npgsql;

namespace GroupChat.ServiceDefaults.Storage;

/// <summary>Opens connections. What the setting says about timeouts wins over ours.</summary>
internal sealed class PostgresConnections : IDisposable
{
    private readonly NpgsqlDataSource _source;

    private PostgresConnections(NpgsqlDataSource source) => _source = source;

    /// <exception cref="StartupError">Not a connection string.</exception>
    public static PostgresConnections Of(string connectionString, string setting, PostgresOptions options)
    {
        try
        {
            var settings = Complete(new NpgsqlConnectionStringBuilder(connectionString), options);
            var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
            builder.UsePhysicalConnectionInitializer(
                connection => Prepare(connection, settings.CommandTimeout).ExecuteNonQuery(),
                connection => Prepare(connection, settings.CommandTimeout).ExecuteNonQueryAsync());
            return new(builder.Build());
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidOperationException)
        {
            throw PostgresErrors.NotAConnectionString(setting, error);
        }
    }

    public PostgresSession Open() => new(_source.OpenConnection());

    /// <summary>Connections that stand idle are closed: they may belong to a server that is gone.</summary>
    public void Forget() => _source.Clear();

    public void Dispose() => _source.Dispose();

    /// <summary>
    /// A process that stops in the middle of a transaction loses it, since others wait for its locks; a statement whose caller has
    /// given up ends some time later; and a commit is on disk when it is acknowledged, whatever the server's default is.
    /// </summary>
    private static NpgsqlCommand Prepare(NpgsqlConnection connection, int seconds) => new(
        """
        SELECT set_config('idle_in_transaction_session_timeout', $1, false), set_config('statement_timeout', $2, false),
            set_config('synchronous_commit', replace(current_setting('synchronous_commit'), 'off', 'on'), false)
        """,
        connection)
    {
        Parameters = { new() { Value = Milliseconds(seconds) }, new() { Value = Milliseconds(seconds == 0 ? 0 : seconds + 5) } },
    };

    private static string Milliseconds(int seconds) => (seconds * 1000L).ToString(CultureInfo.InvariantCulture);

    private static NpgsqlConnectionStringBuilder Complete(NpgsqlConnectionStringBuilder builder, PostgresOptions options)
    {
        Default("Timeout", (int)options.ConnectTimeout.TotalSeconds);
        Default("Command Timeout", (int)options.StatementTimeout.TotalSeconds);
        Default("Cancellation Timeout", -1); // a server that does not answer does not cancel either
        Default("Max Auto Prepare", 64);
        Default("Auto Prepare Min Usages", 2);
        Default("Application Name", "groupchat");
        Default("Keepalive", 10);
        builder.MaxPoolSize = options.Readers + 2;
        builder.NoResetOnClose = true;
        builder.Enlist = false;
        return builder;

        void Default(string key, object value)
        {
            if (!builder.ShouldSerialize(key))
                builder[key] = value;
        }
    }
}
