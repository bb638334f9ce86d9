using GroupChat.Documents.Text;

namespace GroupChat.Documents.Passages;

/// <summary>Where in a document something stands.</summary>
internal sealed record Place(IReadOnlyList<string> Headings, ByteRange Range);
