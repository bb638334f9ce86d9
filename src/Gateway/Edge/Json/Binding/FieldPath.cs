using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace GroupChat.Gateway.Edge.Json.Binding;

/// <summary>The way to a field of a request, through the messages that hold it: <c>address.tenant_id</c>.</summary>
internal sealed class FieldPath
{
    private readonly FieldDescriptor[] _fields;

    private FieldPath(FieldDescriptor[] fields)
    {
        _fields = fields;
        Text = string.Join('.', fields.Select(field => field.Name));
    }

    /// <summary>In the contract's spelling.</summary>
    public string Text { get; }

    public FieldDescriptor Field => _fields[^1];

    /// <summary>From the outermost inwards.</summary>
    public IReadOnlyList<FieldDescriptor> Fields => _fields;

    /// <summary>Null when there is no such field, or one on the way is repeated or no message.</summary>
    public static FieldPath? Find(MessageDescriptor message, string text)
    {
        var names = text.Split('.');
        var fields = new FieldDescriptor[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            if (FieldNames.Find(message, names[i]) is not { } field)
                return null;
            fields[i] = field;
            if (i == names.Length - 1)
                break;
            if (field.FieldType != FieldType.Message || field.IsRepeated || WellKnown.IsValue(field.MessageType))
                return null;
            message = field.MessageType;
        }
        return new(fields);
    }

    /// <summary>The message that holds the field; those on the way are made when they are missing.</summary>
    public IMessage Owner(IMessage root)
    {
        foreach (var field in _fields.AsSpan(0, _fields.Length - 1))
        {
            if (field.Accessor.GetValue(root) is not IMessage inner)
            {
                inner = WellKnown.New(field.MessageType);
                field.Accessor.SetValue(root, inner);
            }
            root = inner;
        }
        return root;
    }

    /// <summary>Another member of a oneof on the way that is set already; null for none.</summary>
    public string? Displaced(IMessage root)
    {
        foreach (var field in _fields)
        {
            if (field.RealContainingOneof?.Accessor.GetCaseFieldDescriptor(root) is { } set && set != field)
                return set.Name;
            if (field == Field || field.Accessor.GetValue(root) is not IMessage inner)
                return null;
            root = inner;
        }
        return null;
    }
}
