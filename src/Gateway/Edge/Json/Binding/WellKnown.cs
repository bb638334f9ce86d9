using System.Collections.Frozen;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace GroupChat.Gateway.Edge.Json.Binding;

/// <summary>The messages of google.protobuf that JSON writes as something else than an object of their fields.</summary>
internal static class WellKnown
{
    private static readonly FrozenSet<string> Wrappers = new[]
    {
        "DoubleValue", "FloatValue", "Int64Value", "UInt64Value", "Int32Value", "UInt32Value", "BoolValue", "StringValue", "BytesValue",
    }.Select(name => "google.protobuf." + name).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Texts =
        FrozenSet.Create(StringComparer.Ordinal, "google.protobuf.Timestamp", "google.protobuf.Duration", "google.protobuf.FieldMask");

    private static readonly FrozenSet<string> Trees = FrozenSet.Create(
        StringComparer.Ordinal, "google.protobuf.Struct", "google.protobuf.Value", "google.protobuf.ListValue", "google.protobuf.Any");

    /// <summary>A scalar that may be absent; the generated property is the scalar itself.</summary>
    public static bool IsWrapper(MessageDescriptor message) => Wrappers.Contains(message.FullName);

    /// <summary>Written as a string.</summary>
    public static bool IsText(MessageDescriptor message) => Texts.Contains(message.FullName);

    /// <summary>Whatever JSON can say.</summary>
    public static bool IsTree(MessageDescriptor message) => Trees.Contains(message.FullName);

    /// <summary>Not an object of its own fields.</summary>
    public static bool IsValue(MessageDescriptor message) => IsWrapper(message) || IsText(message) || IsTree(message);

    /// <summary>For google.protobuf.Value, null is a value.</summary>
    public static bool TakesNull(FieldDescriptor field) =>
        field.FieldType == FieldType.Message && field.MessageType.FullName == "google.protobuf.Value";

    /// <summary>What a wrapper wraps.</summary>
    public static FieldDescriptor Wrapped(MessageDescriptor wrapper) => wrapper.FindFieldByNumber(1);

    public static IMessage New(MessageDescriptor message) => (IMessage)Activator.CreateInstance(message.ClrType)!;
}
