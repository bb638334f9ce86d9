using Google.Protobuf.WellKnownTypes;
using GroupChat.Contracts.Document.V1;
using GroupChat.Contracts.Scraper.V1;
using GroupChat.Documents.Documents;
using GroupChat.Documents.Passages;
using State = GroupChat.Contracts.Document.V1.DocumentState;

namespace GroupChat.Documents;

/// <summary>Between the contract and the domain.</summary>
internal static class DocumentMapping
{
    public static UploadAnnouncement ToDomain(this UploadHeader header) =>
        new(new(header.RoomId), header.RequestId, FileNames.Clean(header.FileName), header.MediaType, header.SizeBytes, header.Sha256);

    public static QuoteClaim ToDomain(this Quote quote) => new(new(quote.DocumentId), quote.Text, quote.StartByte);

    public static UploadDocumentResponse ToUploadResponse(this AddedDocument added) =>
        new() { Document = added.Info.ToContract(), AlreadyExisted = added.AlreadyExisted };

    public static ScrapePageResponse ToScrapeResponse(this AddedDocument added) =>
        new() { Document = added.Info.ToContract(), AlreadyExisted = added.AlreadyExisted };

    public static Document ToContract(this DocumentInfo document) => new()
    {
        DocumentId = document.Id.Value,
        RoomId = document.Room.Value,
        Title = document.Title,
        FileName = document.FileName,
        MediaType = document.MediaType,
        SizeBytes = document.SizeBytes,
        Sha256 = document.Sha256,
        State = document.State switch
        {
            Documents.DocumentState.Ready => State.Ready,
            Documents.DocumentState.Failed => State.Failed,
            _ => State.Indexing,
        },
        FailureReason = document.FailureReason,
        PassageCount = document.PassageCount,
        CreatorUserId = document.Creator.Value,
        SourceUrl = document.SourceUrl,
        CreateTime = document.Created.ToTimestamp(),
        UpdateTime = document.Updated.ToTimestamp(),
    };

    public static PassageMatch ToContract(this (Passages.Passage Passage, double Score) match) => new()
    {
        Passage = match.Passage.ToContract(),
        Score = match.Score,
    };

    public static Contracts.Document.V1.Passage ToContract(this Passages.Passage passage) => new()
    {
        PassageId = passage.Id.Value,
        DocumentId = passage.Document.Value,
        DocumentTitle = passage.DocumentTitle,
        Place = passage.Place.ToContract(),
        Text = passage.Text,
        SourceUrl = passage.SourceUrl,
    };

    public static Contracts.Document.V1.QuoteVerdict ToContract(this Passages.QuoteVerdict verdict) =>
        new() { Verified = verdict.Place is not null, Place = verdict.Place?.ToContract(), Reason = verdict.Reason };

    private static Contracts.Document.V1.Place ToContract(this Passages.Place place) =>
        new() { Headings = { place.Headings }, StartByte = place.Range.Start, EndByte = place.Range.End };
}
