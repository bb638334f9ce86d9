using GroupChat.Contracts.Document.V1;
using GroupChat.Documents.Documents;
using GroupChat.Documents.Passages;
using GroupChat.Documents.Wire;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;

namespace GroupChat.Documents;

/// <summary>DocumentService on the wire.</summary>
internal sealed class DocumentRpc(UploadIntake uploads, DocumentShelf shelf, PassageSearch search, QuoteVerifier quotes)
    : DocumentService.DocumentServiceBase
{
    public override async Task<UploadDocumentResponse> UploadDocument(
        IAsyncStreamReader<UploadDocumentRequest> requestStream, ServerCallContext context)
    {
        var header = await requestStream.ReadHeaderAsync(context.CancellationToken);
        var data = requestStream.ReadDataAsync(context.CancellationToken);
        return (await uploads.ReceiveAsync(UserOf(context), header.ToDomain(), data, context.CancellationToken)).ToUploadResponse();
    }

    public override async Task<GetDocumentResponse> GetDocument(GetDocumentRequest request, ServerCallContext context) =>
        new() { Document = (await shelf.GetAsync(UserOf(context), new(request.DocumentId), context.CancellationToken)).ToContract() };

    public override async Task<ListDocumentsResponse> ListDocuments(ListDocumentsRequest request, ServerCallContext context)
    {
        var (documents, next) = await shelf.ListAsync(
            UserOf(context), new(request.RoomId), request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Documents = { documents.Select(DocumentMapping.ToContract) }, NextPageToken = next };
    }

    public override async Task<DeleteDocumentResponse> DeleteDocument(DeleteDocumentRequest request, ServerCallContext context)
    {
        await shelf.DeleteAsync(UserOf(context), new(request.DocumentId), context.CancellationToken);
        return new();
    }

    public override async Task<SearchPassagesResponse> SearchPassages(SearchPassagesRequest request, ServerCallContext context)
    {
        var found = await search.FindAsync(UserOf(context), new(request.RoomId), request.Query, request.Limit, context.CancellationToken);
        return new() { Matches = { found.Select(DocumentMapping.ToContract) } };
    }

    public override async Task<ReadPassagesResponse> ReadPassages(ReadPassagesRequest request, ServerCallContext context)
    {
        var ids = request.PassageIds.Select(static id => new PassageId(id)).ToList();
        var found = await search.ReadAsync(UserOf(context), new(request.RoomId), ids, context.CancellationToken);
        return new() { Passages = { found.Select(DocumentMapping.ToContract) } };
    }

    public override async Task<VerifyQuotesResponse> VerifyQuotes(VerifyQuotesRequest request, ServerCallContext context)
    {
        var claims = request.Quotes.Select(DocumentMapping.ToDomain).ToList();
        var verdicts = await quotes.VerifyAsync(UserOf(context), new(request.RoomId), claims, context.CancellationToken);
        return new() { Verdicts = { verdicts.Select(DocumentMapping.ToContract) } };
    }

    private static UserId UserOf(ServerCallContext context) => new(context.GetUser().UserId);
}
