namespace GroupChat.Documents.Documents;

/// <summary>A document without its text.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Room">The room it belongs to.</param>
/// <param name="Title">First heading, page title, or file name.</param>
/// <param name="FileName">As uploaded, without folders; empty for a page.</param>
/// <param name="MediaType">As detected.</param>
/// <param name="SizeBytes">Of the original.</param>
/// <param name="Sha256">Of the original, lower-case hexadecimal.</param>
/// <param name="Creator">Who brought it in.</param>
/// <param name="SourceUrl">Where a page came from; empty for an upload.</param>
/// <param name="Created">When it was brought in.</param>
internal sealed record DocumentInfo(
    DocumentId Id,
    RoomId Room,
    string Title,
    string FileName,
    string MediaType,
    long SizeBytes,
    string Sha256,
    UserId Creator,
    string SourceUrl,
    DateTimeOffset Created)
{
    /// <summary>Where it is in its life.</summary>
    public DocumentState State { get; init; } = DocumentState.Indexing;

    /// <summary>Why it failed; empty otherwise.</summary>
    public string FailureReason { get; init; } = "";

    /// <summary>Passages it was cut into; 0 until it is ready.</summary>
    public int PassageCount { get; init; }

    /// <summary>When the state last changed.</summary>
    public DateTimeOffset Updated { get; init; } = Created;
}
