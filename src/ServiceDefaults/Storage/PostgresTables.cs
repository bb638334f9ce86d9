using System.Text.RegularExpressions;

namespace GroupChat.ServiceDefaults.Storage;

/// <summary>
/// Table definitions are written once, in SQLite's SQL, and read by PostgreSQL in its own words: whole numbers of 64 bits, text
/// that compares byte by byte, bytes. A key is always given: neither <c>AUTOINCREMENT</c> nor a default is translated.
/// </summary>
public static partial class PostgresTables
{
    /// <summary>The same tables and indexes for PostgreSQL.</summary>
    public static string From(string sqlite)
    {
        var sql = Comment().Replace(sqlite, "");
        sql = Table().Replace(sql, ")");
        sql = Type("INTEGER").Replace(sql, "bigint");
        sql = Type("BLOB").Replace(sql, "bytea");
        return Type("TEXT").Replace(sql, "text COLLATE \"C\"");
    }

    private static Regex Type(string name) => new($@"(?<=\b\w+ ){name}\b", RegexOptions.CultureInvariant);

    [GeneratedRegex("--.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\) STRICT(, WITHOUT ROWID)?")]
    private static partial Regex Table();
}
