using GroupChat.Documents.Documents;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Documents.Storage;

/// <summary>Adding a document exactly once: by request, and by name, address and content.</summary>
internal static class SqliteAdding
{
    private static readonly string SelectSame =
        $"SELECT {DocumentRows.Columns} FROM documents WHERE room_id = ?1 AND file_name = ?2 AND source_url = ?3 AND sha256 = ?4 AND state <> 4";

    public static AddedDocument Add(SqlSession session, NewDocument document)
    {
        if (document.Request is not null && FindRequest(session, document.Request) is { } earlier)
            return new(Again(session, earlier, document.Info.Created), AlreadyExisted: true);
        var info = document.Info;
        var same = session.QuerySingle(SelectSame, DocumentRows.Read, info.Room.Value, info.FileName, info.SourceUrl, info.Sha256);
        if (same is null)
        {
            DocumentRows.Insert(session, info);
            ContentRows.Insert(session, info.Id, document.Text);
        }
        Remember(session, document.Request, same?.Id ?? info.Id);
        return same is null ? new(info, AlreadyExisted: false) : new(Again(session, same, info.Created), AlreadyExisted: true);
    }

    /// <summary>The document that an earlier request of this key led to; null for a new key.</summary>
    public static DocumentInfo? FindRequest(SqlSession session, RequestKey request)
    {
        var (fingerprint, id) = session.QuerySingle(
            "SELECT fingerprint, document_id FROM requests WHERE user_id = ?1 AND request_id = ?2",
            row => (row.GetString(0), row.GetString(1)), request.User.Value, request.RequestId);
        if (fingerprint is null)
            return null;
        if (fingerprint != request.Fingerprint)
            throw DocumentErrors.RequestIdReused(request.RequestId);
        return DocumentRows.Find(session, new(id)) ?? throw DocumentErrors.DocumentNotFound(id);
    }

    /// <summary>A failed document that is brought in again is indexed again.</summary>
    private static DocumentInfo Again(SqlSession session, DocumentInfo document, DateTimeOffset now)
    {
        if (document.State != DocumentState.Failed)
            return document;
        DocumentRows.Move(session, document.Id, DocumentState.Failed, DocumentState.Indexing, now);
        return document with { State = DocumentState.Indexing, FailureReason = "", Updated = now };
    }

    private static void Remember(SqlSession session, RequestKey? request, DocumentId id)
    {
        if (request is not null)
            session.Execute(
                "INSERT INTO requests (user_id, request_id, fingerprint, document_id) VALUES (?1, ?2, ?3, ?4)",
                request.User.Value, request.RequestId, request.Fingerprint, id.Value);
    }
}
