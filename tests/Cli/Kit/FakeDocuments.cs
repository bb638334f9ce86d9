using GroupChat.Contracts.Document.V1;
using Grpc.Core;

namespace GroupChat.Cli.Tests.Kit;

internal sealed class FakeDocuments(FakeState state) : DocumentService.DocumentServiceBase
{
    public override async Task<UploadDocumentResponse> UploadDocument(
        IAsyncStreamReader<UploadDocumentRequest> requestStream, ServerCallContext context)
    {
        var caller = state.Caller(context);
        await requestStream.MoveNext(context.CancellationToken);
        var header = requestStream.Current.Header;
        state.Room(header.RoomId).RequireMember(caller);
        if (header.FileName.EndsWith(".exe", StringComparison.Ordinal))
            throw FakeErrors.Of(StatusCode.InvalidArgument, "UNSUPPORTED_MEDIA_TYPE", "this is not text");
        using var content = new MemoryStream();
        while (await requestStream.MoveNext(context.CancellationToken))
            requestStream.Current.Data.Bytes.WriteTo(content);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content.ToArray()));
        if (hash != header.Sha256 || content.Length != header.SizeBytes)
            throw FakeErrors.Of(StatusCode.InvalidArgument, "UPLOAD_INCOMPLETE", "the content differs from what was announced");
        return new() { Document = Add(header.RoomId, header.FileName, content.Length) };
    }

    public override Task<ListDocumentsResponse> ListDocuments(ListDocumentsRequest request, ServerCallContext context)
    {
        state.Room(request.RoomId).RequireMember(state.Caller(context));
        var answer = new ListDocumentsResponse();
        answer.Documents.AddRange(state.Documents);
        return Task.FromResult(answer);
    }

    public override Task<VerifyQuotesResponse> VerifyQuotes(VerifyQuotesRequest request, ServerCallContext context)
    {
        state.Room(request.RoomId).RequireMember(state.Caller(context));
        var verdicts = request.Quotes.Select(static quote => new QuoteVerdict { Verified = !quote.Text.Contains("made up", StringComparison.Ordinal) });
        return Task.FromResult(new VerifyQuotesResponse { Verdicts = { verdicts } });
    }

    private Document Add(string roomId, string fileName, long size)
    {
        lock (state.Gate)
        {
            var document = new Document
            {
                DocumentId = $"doc-{state.Documents.Count + 1}",
                RoomId = roomId,
                Title = fileName,
                FileName = fileName,
                SizeBytes = size,
                State = DocumentState.Ready,
                PassageCount = 2,
            };
            state.Documents.Add(document);
            return document;
        }
    }
}
