using System.Text.Json;
using GroupChat.Documents.Chunking;
using GroupChat.Documents.Documents;
using GroupChat.Documents.Passages;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Documents.Storage;

/// <summary>Chunks: where each passage of a document begins and ends, and under which headings.</summary>
internal static class ChunkRows
{
    public static void Replace(SqlSession session, DocumentId id, IReadOnlyList<(Chunk Chunk, string Headings)> chunks)
    {
        session.Execute("DELETE FROM chunks WHERE document_id = ?1", id.Value);
        foreach (var (chunk, headings) in chunks)
            session.Execute(
                "INSERT INTO chunks (document_id, ordinal, start_byte, end_byte, headings) VALUES (?1, ?2, ?3, ?4, ?5)",
                id.Value, chunk.Ordinal, chunk.Range.Start, chunk.Range.End, headings);
    }

    public static Place? Find(SqlSession session, DocumentId id, int ordinal) => session.QuerySingle(
        "SELECT start_byte, end_byte, headings FROM chunks WHERE document_id = ?1 AND ordinal = ?2", ReadPlace, id.Value, ordinal);

    public static Place? FindAt(SqlSession session, DocumentId id, int at) => session.QuerySingle(
        "SELECT start_byte, end_byte, headings FROM chunks WHERE document_id = ?1 AND start_byte <= ?2 ORDER BY start_byte DESC LIMIT 1",
        ReadPlace, id.Value, at);

    public static string Pack(IReadOnlyList<string> headings) => JsonSerializer.Serialize(headings);

    private static Place ReadPlace(SqlRow row) =>
        new(JsonSerializer.Deserialize<string[]>(row.GetString(2)) ?? [], new(row.GetInt32(0), row.GetInt32(1)));
}
