namespace GroupChat.ServiceDefaults.Storage;

/// <summary>Settings under "Storage".</summary>
public sealed class StorageOptions
{
    /// <summary>Key of <see cref="Postgres"/>, for errors.</summary>
    public const string PostgresKey = "Storage:Postgres";

    /// <summary>Connection string of the PostgreSQL database that processes share. Default: empty, everything is in SQLite files.</summary>
    public string Postgres { get; set; } = "";
}
