using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using Request = Grpc.Reflection.V1.ServerReflectionRequest;
using Response = Grpc.Reflection.V1.ServerReflectionResponse;

namespace GroupChat.ServiceDefaults.Reflection;

/// <summary>One question of a reflection stream, one answer. What is not found is an answer too: the stream goes on.</summary>
internal sealed class ReflectionAnswers(ReflectionCatalog catalog)
{
    public Response Answer(Request request)
    {
        var response = AnswerCore(request);
        response.ValidHost = request.Host;
        response.OriginalRequest = request;
        return response;
    }

    private Response AnswerCore(Request request) => request.MessageRequestCase switch
    {
        Request.MessageRequestOneofCase.ListServices => ListServices(),
        Request.MessageRequestOneofCase.FileByFilename => Files(catalog.Index.File(request.FileByFilename)),
        Request.MessageRequestOneofCase.FileContainingSymbol => Files(catalog.Index.Declaring(request.FileContainingSymbol)),
        Request.MessageRequestOneofCase.FileContainingExtension => Files(FileOf(request.FileContainingExtension)),
        Request.MessageRequestOneofCase.AllExtensionNumbersOfType => ExtensionNumbers(request.AllExtensionNumbersOfType),
        _ => Error(StatusCode.InvalidArgument, "no message_request"),
    };

    private Response ListServices()
    {
        var list = new ListServiceResponse();
        list.Service.AddRange(catalog.Services.Select(name => new ServiceResponse { Name = name }));
        return new() { ListServicesResponse = list };
    }

    // The whole closure at once: clients then need not ask for each import.
    private static Response Files(FileDescriptor? file)
    {
        if (file is null)
            return Error(StatusCode.NotFound, "not found");
        var files = new FileDescriptorResponse();
        files.FileDescriptorProto.AddRange(SymbolIndex.Closure(file).Reverse().Select(each => each.SerializedData));
        return new() { FileDescriptorResponse = files };
    }

    private FileDescriptor? FileOf(ExtensionRequest wanted) =>
        catalog.Index.ExtensionsOf(wanted.ContainingType).FirstOrDefault(found => found.FieldNumber == wanted.ExtensionNumber)?.File;

    private Response ExtensionNumbers(string type)
    {
        if (!catalog.Index.IsMessage(type))
            return Error(StatusCode.NotFound, "not found");
        var numbers = new ExtensionNumberResponse { BaseTypeName = type };
        numbers.ExtensionNumber.AddRange(catalog.Index.ExtensionsOf(type).Select(extension => extension.FieldNumber).Order());
        return new() { AllExtensionNumbersResponse = numbers };
    }

    private static Response Error(StatusCode code, string message) =>
        new() { ErrorResponse = new ErrorResponse { ErrorCode = (int)code, ErrorMessage = message } };
}
