using Google.Protobuf;
using Google.Protobuf.Reflection;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;

namespace GroupChat.Integration.Tests.Transcripts.Drivers;

/// <summary>
/// A client of one protocol: all that the script needs to know of it. What the server refuses is a <see cref="Refusal"/>. A token is
/// empty for whoever has none.
/// </summary>
internal interface IDriver : IAsyncDisposable
{
    string Name { get; }

    Task<IMessage> CallAsync(MethodDescriptor method, IMessage request, string token);

    Task<UploadDocumentResponse> UploadAsync(UploadHeader header, byte[] content, string token);

    /// <summary>Begins to listen to a room, in the way in which a client of this protocol would.</summary>
    Line Listen(Subscription subscription, string token);
}
