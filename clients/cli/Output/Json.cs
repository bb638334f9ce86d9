using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace GroupChat.Cli.Output;

/// <summary>Messages as protobuf JSON, one line each: what programs read.</summary>
internal static class Json
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithTypeRegistry(TypeRegistry.Empty));

    public static string Line(IMessage message) => Formatter.Format(message);
}
