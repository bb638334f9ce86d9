using System.Collections.Concurrent;
using System.Collections.Frozen;
using Google.Protobuf.Reflection;

namespace GroupChat.Gateway.Edge.Json.Binding;

/// <summary>Fields by both of their names, <c>roomId</c> and <c>room_id</c>, as proto3 JSON has it.</summary>
internal static class FieldNames
{
    private static readonly ConcurrentDictionary<MessageDescriptor, FrozenDictionary<string, FieldDescriptor>> Known = new();

    public static FieldDescriptor? Find(MessageDescriptor message, string name) => Known.GetOrAdd(message, Build).GetValueOrDefault(name);

    /// <summary>A field's place in the request, as errors name it.</summary>
    public static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static FrozenDictionary<string, FieldDescriptor> Build(MessageDescriptor message)
    {
        var names = new Dictionary<string, FieldDescriptor>(StringComparer.Ordinal);
        foreach (var field in message.Fields.InDeclarationOrder())
            names[field.Name] = field;
        foreach (var field in message.Fields.InDeclarationOrder())
            names[field.JsonName] = field;
        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
