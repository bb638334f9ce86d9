using System.Buffers;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using GroupChat.Gateway.Edge.Json.Answers;
using GroupChat.Gateway.Edge.Json.Binding;

namespace GroupChat.Gateway.Edge.Sockets;

/// <summary>How messages look on a socket: protobuf in binary frames, or JSON under <c>message</c> in text frames.</summary>
/// <param name="method">The method, where it is known; JSON needs it.</param>
/// <param name="isJson">Which of the two.</param>
internal sealed class SocketForm(MethodDescriptor? method, bool isJson)
{
    public bool IsJson => isJson;

    /// <summary>After its one message a request is complete, without being told so.</summary>
    public bool TakesOneMessage => method is { IsClientStreaming: false };

    /// <summary>A request message in JSON as protobuf.</summary>
    /// <exception cref="GroupChat.ServiceDefaults.Errors.DomainError">INVALID_REQUEST, with every mistake.</exception>
    public byte[] ToProtobuf(JsonElement json)
    {
        var (message, mistakes) = ((IMessage)Activator.CreateInstance(method!.InputType.ClrType)!, new Mistakes());
        new JsonBinder(mistakes, ignoreUnknown: false).Fill(message, json, "");
        mistakes.ThrowIfAny();
        return message.ToByteArray();
    }

    /// <summary>A response message as the text of its frame.</summary>
    /// <exception cref="InvalidProtocolBufferException">The bytes are no such message.</exception>
    public string ToJson(ReadOnlySequence<byte> message) => $$"""{"message":{{JsonText.Of(method!.OutputType.Parser.ParseFrom(message))}}}""";
}
