using Npgsql;

namespace GroupChat.ServiceDefaults.Storage;

/// <summary>The row at which the driver's reader stands.</summary>
internal sealed class PostgresRow : SqlRow
{
    public NpgsqlDataReader Reader { private get; set; } = null!;

    /// <inheritdoc/>
    public override int Width => Reader.FieldCount;

    /// <inheritdoc/>
    public override bool IsNull(int column) => Reader.IsDBNull(column);

    /// <inheritdoc/>
    public override long GetInt64(int column) => Reader.GetInt64(column);

    /// <inheritdoc/>
    public override string GetString(int column) => Reader.GetString(column);

    /// <inheritdoc/>
    public override byte[] GetBlob(int column) => Reader.GetFieldValue<byte[]>(column);

    /// <inheritdoc/>
    public override object? GetValue(int column) => Reader.IsDBNull(column) ? null : Reader.GetValue(column);

    /// <inheritdoc/>
    public override string GetName(int column) => Reader.GetName(column);
}
