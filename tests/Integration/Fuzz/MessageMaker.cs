using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace GroupChat.Integration.Tests.Fuzz;

/// <summary>Makes messages of any type, with what means something to the server in their fields.</summary>
internal sealed class MessageMaker(Random dice, IReadOnlyList<string> words)
{
    private const int Deepest = 4;

    public IMessage Make(MessageDescriptor type, int depth = 0)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        foreach (var field in type.Fields.InFieldNumberOrder())
        {
            // Names of rooms and messages come first, and are what gets a request past the first door.
            if (depth < Deepest && dice.Next(field.FieldNumber <= 3 ? 8 : 3) > 0)
                Fill(message, field, depth);
        }

        return message;
    }

    private void Fill(IMessage message, FieldDescriptor field, int depth)
    {
        if (field.IsMap)
            return;
        if (!field.IsRepeated)
        {
            field.Accessor.SetValue(message, ValueOf(field, depth));
            return;
        }

        var list = (IList)field.Accessor.GetValue(message);
        for (var count = dice.Next(dice.Next(20) == 0 ? 300 : 3); count > 0; count--)
            list.Add(ValueOf(field, depth));
    }

    private object ValueOf(FieldDescriptor field, int depth) => field.FieldType switch
    {
        FieldType.String => words[dice.Next(words.Count)],
        FieldType.Bytes => ByteString.CopyFrom(Noise()),
        FieldType.Bool => dice.Next(2) == 0,
        FieldType.Double => dice.Next(3) == 0 ? double.NaN : dice.NextDouble() * 10,
        FieldType.Float => dice.Next(3) == 0 ? float.NegativeInfinity : dice.NextSingle(),
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => (int)Number(),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => Number(),
        FieldType.UInt32 or FieldType.Fixed32 => (uint)Number(),
        FieldType.UInt64 or FieldType.Fixed64 => (ulong)Number(),
        FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, dice.Next(7) - 1),
        _ => Make(field.MessageType, depth + 1),
    };

    private long Number()
    {
        long[] numbers = [0, 1, 2, 3, 10, 200, -1, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue, 253_402_300_800];
        return numbers[dice.Next(numbers.Length)];
    }

    private byte[] Noise()
    {
        var bytes = new byte[dice.Next(200)];
        dice.NextBytes(bytes);
        return bytes;
    }
}
