using GroupChat.ServiceDefaults.Errors;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace GroupChat.ServiceDefaults.Storage;

/// <summary>How a database that cannot do what it was asked is told to callers.</summary>
internal static class StorageErrors
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>Nothing was acknowledged. Whether the last commit took place may be unknown: repeat with the same idempotency key.</summary>
    public static DomainError Unavailable() =>
        new(ErrorCode.Unavailable, "STORAGE_UNAVAILABLE", "The database does not answer; try again with the same ids.") { RetryAfter = Soon };

    /// <summary>No space is left; nothing was written. Somebody has to make room first.</summary>
    public static DomainError Full() => new(ErrorCode.ResourceExhausted, "STORAGE_FULL", "The server's disk is full; nothing was stored.");

    /// <summary>Pages of the file are not what was written: it has to be restored from a backup.</summary>
    public static DomainError Damaged() => new(ErrorCode.DataLoss, "STORAGE_DAMAGED", "The database is damaged and has to be restored.");

    /// <summary>What a caller is told when a statement failed: what is not the fault of the statement says what to do about it.</summary>
    public static Exception Of(Exception error) => error switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } or SqliteException { SqliteErrorCode: raw.SQLITE_FULL } => Full(),
        SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB } => Damaged(),
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } => Unavailable(),
        NpgsqlException { IsTransient: true } => Unavailable(),
        SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN } => Unavailable(),
        _ => error,
    };
}
