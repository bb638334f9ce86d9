using GroupChat.Documents.Text;

namespace GroupChat.Documents.Chunking;

/// <summary>A passage of a document: what is indexed, found and quoted from.</summary>
/// <param name="Ordinal">Position among the document's chunks, from 0.</param>
/// <param name="Range">The bytes of the canonical text it is.</param>
/// <param name="Headings">Headings that all of it stands under.</param>
internal sealed record Chunk(int Ordinal, ByteRange Range, IReadOnlyList<string> Headings);
