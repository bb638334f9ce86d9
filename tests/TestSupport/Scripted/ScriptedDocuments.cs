using GroupChat.Contracts.Document.V1;
using Grpc.Core;

namespace GroupChat.TestSupport;

public sealed class ScriptedDocuments(Script script) : DocumentService.DocumentServiceBase
{
    public override Task<UploadDocumentResponse> UploadDocument(
        IAsyncStreamReader<UploadDocumentRequest> requestStream, ServerCallContext context) => script.ClientStream(requestStream, context);
}
