using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.ServiceDefaults.Tests.Storage;

/// <summary>Rows that only rise, the same on both databases: given more than once before they are sent, and again when they are there.</summary>
internal static class RaisedRows
{
    public static readonly IReadOnlyList<string> Expected = ["1 ann 7 5", "1 ben 3 9", "2 ann 4 4"];

    private static readonly RowInsert Mark = new(
        "raised", ("room", "bigint"), ("who", "text"), ("seen", "bigint"), ("told", "bigint"))
    { KeyColumns = 2 };

    public static List<string> Raise(SqlSession session)
    {
        session.Execute("CREATE TEMP TABLE raised(room bigint NOT NULL, who text NOT NULL, seen bigint NOT NULL, told bigint NOT NULL, PRIMARY KEY(room, who))");
        session.Insert(Mark, 1L, "ann", 7L, 1L);
        session.Insert(Mark, 1L, "ann", 6L, 2L);
        session.Insert(Mark, 1L, "ben", 3L, 9L);
        session.Query("SELECT 1", row => row.GetInt32(0));
        session.Insert(Mark, 2L, "ann", 4L, 4L);
        session.Insert(Mark, 1L, "ann", 3L, 5L);
        session.Insert(Mark, 1L, "ben", 2L, 8L);
        return session.Query("SELECT room, who, seen, told FROM raised ORDER BY room, who",
            row => $"{row.GetInt64(0)} {row.GetString(1)} {row.GetInt64(2)} {row.GetInt64(3)}");
    }
}
