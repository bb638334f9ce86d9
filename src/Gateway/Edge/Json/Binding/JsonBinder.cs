using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace GroupChat.Gateway.Edge.Json.Binding;

/// <summary>
/// Fills a request from JSON by its descriptor, and notes every mistake with the path of its field. Names are taken in both
/// spellings; null means that a field is absent.
/// </summary>
/// <param name="mistakes">Where mistakes go; reading stops when it is full.</param>
/// <param name="ignoreUnknown">Passes over fields that the contract does not have.</param>
internal sealed class JsonBinder(Mistakes mistakes, bool ignoreUnknown)
{
    private readonly JsonValues _values = new(mistakes);

    /// <param name="message">To be filled.</param>
    /// <param name="json">An object.</param>
    /// <param name="path">Of the message in the request; empty for the request itself.</param>
    public void Fill(IMessage message, JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            mistakes.Add(path.Length == 0 ? "body" : path, "must be an object");
            return;
        }
        var seen = new HashSet<FieldDescriptor>();
        foreach (var property in json.EnumerateObject())
        {
            if (mistakes.IsFull)
                return;
            if (FieldNames.Find(message.Descriptor, property.Name) is { } field)
                Set(message, field, property.Value, seen, path);
            else if (!ignoreUnknown)
                mistakes.Add(FieldNames.Join(path, property.Name), $"is not a field of {message.Descriptor.FullName}");
        }
    }

    /// <summary>Sets one field, of any type.</summary>
    public void SetField(IMessage message, FieldDescriptor field, JsonElement json, string path)
    {
        if (field.IsMap)
            FillMap((System.Collections.IDictionary)field.Accessor.GetValue(message), field, json, path);
        else if (field.IsRepeated)
            FillList((System.Collections.IList)field.Accessor.GetValue(message), field, json, path);
        else if (Value(field, json, path) is { } value)
            field.Accessor.SetValue(message, value);
    }

    private void Set(IMessage message, FieldDescriptor field, JsonElement json, HashSet<FieldDescriptor> seen, string path)
    {
        var name = FieldNames.Join(path, field.Name);
        if (!seen.Add(field))
        {
            mistakes.Add(name, "is given twice, in both of its spellings");
            return;
        }
        if (json.ValueKind == JsonValueKind.Null && !WellKnown.TakesNull(field))
            return;
        if (field.RealContainingOneof?.Accessor.GetCaseFieldDescriptor(message) is { } other)
            mistakes.Add(name, $"excludes {other.Name}: only one of {field.RealContainingOneof.Name} can be given");
        else
            SetField(message, field, json, name);
    }

    private void FillList(System.Collections.IList list, FieldDescriptor field, JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            mistakes.Add(path, "must be a list");
            return;
        }
        foreach (var (index, item) in json.EnumerateArray().Index())
        {
            if (mistakes.IsFull)
                return;
            if (Element(field, item, $"{path}[{index}]") is { } value)
                list.Add(value);
        }
    }

    private void FillMap(System.Collections.IDictionary map, FieldDescriptor field, JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            mistakes.Add(path, "must be an object");
            return;
        }
        var (keys, values) = (field.MessageType.FindFieldByNumber(1), field.MessageType.FindFieldByNumber(2));
        foreach (var property in json.EnumerateObject())
        {
            if (mistakes.IsFull)
                return;
            var key = TextValues.Read(keys, property.Name, out var expected);
            if (key is null)
                mistakes.Add($"{path}[{property.Name}]", $"has a key that {expected}");
            else if (map.Contains(key))
                mistakes.Add($"{path}[{property.Name}]", "is given twice");
            else if (Element(values, property.Value, $"{path}[{property.Name}]") is { } value)
                map.Add(key, value);
        }
    }

    private object? Element(FieldDescriptor field, JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Null || WellKnown.TakesNull(field))
            return Value(field, json, path);
        mistakes.Add(path, "must not be null");
        return null;
    }

    private object? Value(FieldDescriptor field, JsonElement json, string path)
    {
        if (field.FieldType != FieldType.Message || WellKnown.IsValue(field.MessageType))
            return _values.Read(field, json, path);
        var inner = WellKnown.New(field.MessageType);
        Fill(inner, json, path);
        return inner;
    }
}
