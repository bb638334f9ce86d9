using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using GroupChat.Contracts.Agent.V1;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;
using GroupChat.Contracts.Session.V1;
using Status = Google.Rpc.Status;

namespace GroupChat.Integration.Tests.Transcripts.Drivers;

/// <summary>What a client knows of the contract: which method takes a request, and how messages look in JSON.</summary>
internal static class Contract
{
    private static readonly FileDescriptor[] Files =
        [SessionServiceReflection.Descriptor, ChatServiceReflection.Descriptor, DocumentServiceReflection.Descriptor, AgentServiceReflection.Descriptor];

    private static readonly TypeRegistry Details = TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor);

    private static readonly Dictionary<MessageDescriptor, MethodDescriptor> Methods =
        Files.SelectMany(file => file.Services).SelectMany(service => service.Methods).ToDictionary(method => method.InputType);

    public static JsonFormatter Formatter { get; } = new(JsonFormatter.Settings.Default.WithTypeRegistry(Details));

    public static JsonParser Parser { get; } = new(JsonParser.Settings.Default.WithTypeRegistry(Details));

    public static MethodDescriptor MethodOf(IMessage request) => Methods[request.Descriptor];

    /// <summary><c>/package.Service/Method</c>.</summary>
    public static string PathOf(MethodDescriptor method) => $"/{method.Service.FullName}/{method.Name}";

    public static MethodDescriptor Upload { get; } = Methods[UploadDocumentRequest.Descriptor];

    public static MethodDescriptor Watch { get; } = Methods[WatchRoomsRequest.Descriptor];

    public static MethodDescriptor Converse { get; } = Methods[ConverseRequest.Descriptor];

    public static Status StatusOf(string json) => Parser.Parse<Status>(json);

    /// <summary>An upload as a stream of messages: more than one piece, so that its order matters.</summary>
    public static IEnumerable<UploadDocumentRequest> FramesOf(UploadHeader header, byte[] content)
    {
        yield return new() { Header = header };
        foreach (var piece in content.Chunk((content.Length / 3) + 1))
            yield return new() { Data = new() { Bytes = ByteString.CopyFrom(piece) } };
    }
}
