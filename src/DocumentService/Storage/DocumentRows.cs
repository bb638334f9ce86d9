using GroupChat.Documents.Documents;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Documents.Storage;

/// <summary>Rows of the table of documents.</summary>
internal static class DocumentRows
{
    public const string Columns =
        "id, room_id, title, file_name, media_type, size_bytes, sha256, creator, source_url, created_ms, state, failure_reason, passage_count, updated_ms";

    public static DocumentInfo Read(SqlRow row) => new(
        new(row.GetString(0)), new(row.GetString(1)), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt64(5), row.GetString(6),
        new(row.GetString(7)), row.GetString(8), Time(row.GetInt64(9)))
    {
        State = (DocumentState)row.GetInt32(10),
        FailureReason = row.GetString(11),
        PassageCount = row.GetInt32(12),
        Updated = Time(row.GetInt64(13)),
    };

    public static void Insert(SqlSession session, DocumentInfo document) => session.Execute(
        $"INSERT INTO documents ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        document.Id.Value, document.Room.Value, document.Title, document.FileName, document.MediaType, document.SizeBytes, document.Sha256,
        document.Creator.Value, document.SourceUrl, document.Created.ToUnixTimeMilliseconds(), (int)document.State, document.FailureReason,
        document.PassageCount, document.Updated.ToUnixTimeMilliseconds());

    /// <summary>A document that is not being deleted.</summary>
    public static DocumentInfo? Find(SqlSession session, DocumentId id) => session.QuerySingle(
        $"SELECT {Columns} FROM documents WHERE id = ?1 AND state <> {(int)DocumentState.Deleting}", Read, id.Value);

    /// <summary>Moves a document to another state if it is in the given one; false when it is not.</summary>
    public static bool Move(
        SqlSession session, DocumentId id, DocumentState from, DocumentState to, DateTimeOffset now, string reason = "", int passages = 0) =>
        session.Execute(
            "UPDATE documents SET state = ?3, failure_reason = ?4, passage_count = ?5, updated_ms = ?6 WHERE id = ?1 AND state = ?2",
            id.Value, (int)from, (int)to, reason, passages, now.ToUnixTimeMilliseconds()) > 0;

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
