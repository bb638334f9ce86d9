using System.Globalization;

namespace GroupChat.Documents.Documents;

/// <summary>Id of a document: UUIDv7 as text, so that ids sort by the time they were made.</summary>
internal readonly record struct DocumentId(string Value)
{
    public static DocumentId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()).ToString("D", CultureInfo.InvariantCulture));

    public override string ToString() => Value;
}
