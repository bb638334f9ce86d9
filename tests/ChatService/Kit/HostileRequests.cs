using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace GroupChat.Chat.Tests.Kit;

/// <summary>Requests in which one field says what no client of good faith would say, and the others are in order.</summary>
internal static class HostileRequests
{
    private const int Depth = 3;
    private const int Many = 300;

    private static readonly string[] Texts = ["", "\0", " ", "%_'\"\\;--", "\u202e\ud83d\ude00", new('x', 70_000)];

    /// <param name="type">Of the request.</param>
    /// <param name="known">What fields of these names hold when they are in order.</param>
    public static IEnumerable<IMessage> Of(MessageDescriptor type, IReadOnlyDictionary<string, string> known) =>
        Spoilt(type, known, Depth).Prepend(type.Parser.ParseFrom([]));

    private static IEnumerable<IMessage> Spoilt(MessageDescriptor type, IReadOnlyDictionary<string, string> known, int depth)
    {
        foreach (var field in type.Fields.InFieldNumberOrder())
        {
            foreach (var value in Values(field, known, depth))
            {
                foreach (var count in field.IsRepeated ? [1, Many] : new[] { 1 })
                    yield return With(InOrder(type, known), field, value, count);
            }
        }
    }

    private static IMessage InOrder(MessageDescriptor type, IReadOnlyDictionary<string, string> known)
    {
        var message = type.Parser.ParseFrom([]);
        foreach (var field in type.Fields.InFieldNumberOrder().Where(field => field.FieldType == FieldType.String && known.ContainsKey(field.Name)))
            With(message, field, known[field.Name], 1);
        return message;
    }

    private static IMessage With(IMessage message, FieldDescriptor field, object value, int count)
    {
        if (field.IsRepeated)
        {
            for (var i = 0; i < count; i++)
                ((IList)field.Accessor.GetValue(message)).Add(value);
        }
        else
        {
            field.Accessor.SetValue(message, value);
        }

        return message;
    }

    private static IEnumerable<object> Values(FieldDescriptor field, IReadOnlyDictionary<string, string> known, int depth) => field.FieldType switch
    {
        FieldType.String => Texts,
        FieldType.Int32 => [int.MinValue, -1, int.MaxValue],
        FieldType.Int64 => [long.MinValue, -1L, long.MaxValue],
        FieldType.Bool => [true],
        FieldType.Enum => [Enum.ToObject(field.EnumType.ClrType, -1), Enum.ToObject(field.EnumType.ClrType, 99)],
        FieldType.Bytes => [ByteString.CopyFrom(new byte[70_000])],
        FieldType.Message => depth > 0 ? Spoilt(field.MessageType, known, depth - 1).Prepend(field.MessageType.Parser.ParseFrom([])) : [],
        _ => throw new NotSupportedException($"{field.FieldType} of {field.FullName}"),
    };
}
