using System.Buffers;
using Google.Protobuf;
using GroupChat.Gateway.Edge.Json.Routes;

namespace GroupChat.Gateway.Edge.Json.Answers;

/// <summary>Messages as proto3 JSON on a single line: lowerCamelCase, 64-bit numbers as strings, what has its default left out.</summary>
internal static class JsonText
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithTypeRegistry(JsonTypes.Registry));

    public static string Of(IMessage message) => Formatter.Format(message);

    /// <summary>What a route answers with: the whole message, or one field of it, null when that is absent.</summary>
    /// <exception cref="InvalidProtocolBufferException">The bytes are no such message.</exception>
    public static string Of(JsonRoute route, ReadOnlySequence<byte> bytes, out IMessage message)
    {
        message = route.Method.OutputType.Parser.ParseFrom(bytes);
        if (route.AnswerField is not { } field)
            return Formatter.Format(message);
        using var text = new StringWriter();
        Formatter.WriteValue(text, field.Accessor.GetValue(message));
        return text.ToString();
    }
}
