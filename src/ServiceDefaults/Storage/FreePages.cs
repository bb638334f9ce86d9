namespace GroupChat.ServiceDefaults.Storage;

/// <summary>
/// Pages that deleted rows have left in a SQLite file. New rows use them; what is more than those will soon need goes back to the
/// file system, from the end of the file. Files made before this was asked for keep their pages.
/// </summary>
internal static class FreePages
{
    /// <summary>A megabyte at a time, and so much stays.</summary>
    private const int Piece = 256;

    private static readonly string Vacuum = $"PRAGMA incremental_vacuum({Piece})";

    /// <summary>How many pages were given back; 0 when there is nothing to give.</summary>
    public static int GiveBack(SqlSession session)
    {
        var before = Count(session);
        if (before < 2 * Piece)
            return 0;
        session.Execute(Vacuum);
        return before - Count(session);
    }

    private static int Count(SqlSession session) => session.QuerySingle("PRAGMA freelist_count", row => row.GetInt32(0));
}
