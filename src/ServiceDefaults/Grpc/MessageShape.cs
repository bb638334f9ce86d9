using Google.Protobuf.Reflection;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>Where a message can hold strings: field numbers of its strings, and of the messages in which to look on.</summary>
internal sealed class MessageShape
{
    private readonly HashSet<int> _strings = [];
    private readonly Dictionary<int, MessageShape> _messages = [];

    /// <summary>Null when no string can occur, at any depth.</summary>
    public static MessageShape? Of(MessageDescriptor descriptor)
    {
        var known = new Dictionary<MessageDescriptor, MessageShape>();
        var shape = Build(descriptor, known);
        return known.Values.Any(part => part._strings.Count > 0) ? shape : null;
    }

    public bool IsString(int field) => _strings.Contains(field);

    public MessageShape? Message(int field) => _messages.GetValueOrDefault(field);

    // Messages may contain themselves (google.protobuf.Value), so each is built once. A map is a message of key and value.
    private static MessageShape Build(MessageDescriptor descriptor, Dictionary<MessageDescriptor, MessageShape> known)
    {
        if (known.TryGetValue(descriptor, out var built))
            return built;
        var shape = known[descriptor] = new();
        foreach (var field in descriptor.Fields.InFieldNumberOrder())
        {
            if (field.FieldType == FieldType.String)
                shape._strings.Add(field.FieldNumber);
            else if (field.FieldType == FieldType.Message)
                shape._messages[field.FieldNumber] = Build(field.MessageType, known);
        }
        return shape;
    }
}
