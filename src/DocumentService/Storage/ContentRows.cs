using GroupChat.Documents.Documents;
using GroupChat.Documents.Text;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Documents.Storage;

/// <summary>Texts in pieces of 64 KiB: whole texts are put together, slices are cut out of the one or two pieces they lie in.</summary>
internal static class ContentRows
{
    public const int PieceBytes = 64 * 1024;

    public static void Insert(SqlSession session, DocumentId id, CanonicalText text)
    {
        for (var start = 0; start < text.Length; start += PieceBytes)
        {
            var piece = text.Bytes[start..Math.Min(start + PieceBytes, text.Length)].ToArray();
            session.Execute("INSERT INTO contents (document_id, start_byte, piece) VALUES (?1, ?2, ?3)", id.Value, start, piece);
        }
    }

    public static CanonicalText? Read(SqlSession session, DocumentId id)
    {
        var pieces = session.Query("SELECT piece FROM contents WHERE document_id = ?1 ORDER BY start_byte", row => row.GetBlob(0), id.Value);
        return pieces.Count == 0 ? null : CanonicalText.FromStored(Join(pieces));
    }

    public static string Slice(SqlSession session, DocumentId id, ByteRange range)
    {
        var first = range.Start / PieceBytes * PieceBytes;
        var pieces = session.Query(
            "SELECT piece FROM contents WHERE document_id = ?1 AND start_byte >= ?2 AND start_byte < ?3 ORDER BY start_byte",
            row => row.GetBlob(0), id.Value, first, range.End);
        return CanonicalText.FromStored(Join(pieces)).Slice(new(range.Start - first, range.End - first));
    }

    private static byte[] Join(List<byte[]> pieces)
    {
        if (pieces.Count == 1)
            return pieces[0];
        var all = new byte[pieces.Sum(piece => piece.Length)];
        var at = 0;
        foreach (var piece in pieces)
        {
            piece.CopyTo(all, at);
            at += piece.Length;
        }
        return all;
    }
}
