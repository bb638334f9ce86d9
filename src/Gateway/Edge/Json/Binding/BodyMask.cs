using System.Text.Json;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace GroupChat.Gateway.Edge.Json.Binding;

/// <summary>
/// The update mask of a PATCH that brings none: what the body names is what is to be changed, null included. So a PATCH does what
/// people expect of one; a mask in the query still wins.
/// </summary>
internal static class BodyMask
{
    public static FieldMask Of(MessageDescriptor resource, JsonElement body, IReadOnlyList<FieldPath> pathFields, string bodyName)
    {
        var mask = new FieldMask();
        Add(resource, body, "", mask);
        foreach (var field in pathFields)
        {
            // The id is in the path; that the body repeats it changes nothing.
            if (field.Text.StartsWith(bodyName + ".", StringComparison.Ordinal))
                mask.Paths.Remove(field.Text[(bodyName.Length + 1)..]);
        }
        return mask;
    }

    private static void Add(MessageDescriptor message, JsonElement json, string prefix, FieldMask mask)
    {
        foreach (var property in json.EnumerateObject())
        {
            if (FieldNames.Find(message, property.Name) is not { } field)
                continue; // refused, or passed over
            var path = prefix + field.Name;
            var isInner = property.Value.ValueKind == JsonValueKind.Object && field.FieldType == FieldType.Message && !field.IsRepeated
                && !WellKnown.IsValue(field.MessageType) && property.Value.EnumerateObject().Any();
            if (isInner)
                Add(field.MessageType, property.Value, path + ".", mask);
            else
                mask.Paths.Add(path);
        }
    }
}
