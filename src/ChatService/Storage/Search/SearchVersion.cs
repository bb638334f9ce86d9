using GroupChat.Chat.Search;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage.Search;

/// <summary>
/// Keeps processes that work on one index out of each other's way: what was worked out from one version is written only if that
/// is still the version. Taking in and tidying up have one each, since neither spoils the other's work.
/// </summary>
internal readonly record struct SearchVersion(int Kind, long Number)
{
    private const int Adding = 0;
    private const int Exchanging = 1;

    public static SearchVersion OfAdding(SqlSession session) => new(Adding, Read(session, Adding));

    public static SearchVersion OfExchanging(SqlSession session) => new(Exchanging, Read(session, Exchanging));

    /// <summary>To be called before anything else is written: a refusal then costs those who share the transaction nothing.</summary>
    /// <exception cref="SearchConflict">Somebody else was quicker.</exception>
    public void Use(SqlSession session)
    {
        if (Read(session, Kind) != Number || !TryMove(session))
            throw new SearchConflict();
    }

    private static long Read(SqlSession session, int kind) =>
        session.QuerySingle("SELECT version FROM search_versions WHERE kind = ?1", row => row.GetInt64(0), kind);

    // Where several processes write, this waits for whoever is about to move it, and then finds it moved.
    private bool TryMove(SqlSession session) => Number == 0
        ? session.Execute("INSERT INTO search_versions(kind, version) VALUES (?1, 1) ON CONFLICT (kind) DO NOTHING", Kind) == 1
        : session.Execute("UPDATE search_versions SET version = version + 1 WHERE kind = ?1 AND version = ?2", Kind, Number) == 1;
}
