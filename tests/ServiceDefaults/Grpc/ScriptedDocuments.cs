using GroupChat.Contracts.Document.V1;
using Grpc.Core;

namespace GroupChat.ServiceDefaults.Tests.Grpc;

internal sealed class ScriptedDocuments(Script script) : DocumentService.DocumentServiceBase
{
    public override Task<UploadDocumentResponse> UploadDocument(
        IAsyncStreamReader<UploadDocumentRequest> requestStream, ServerCallContext context) => script.ClientStream(requestStream, context);
}
