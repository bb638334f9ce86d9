using System.Buffers;
using System.Text;
using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Bus;

/// <summary>Fields of a note one after the other: numbers as LEB128, everything of changing length after its length.</summary>
internal readonly struct NoteWriter(IBufferWriter<byte> to)
{
    public void Number(long value)
    {
        var span = to.GetSpan(Varint.MaxLength);
        to.Advance(Varint.Write(span, value));
    }

    public void Flag(bool value) => Number(value ? 1 : 0);

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Number(value.Length);
        to.Write(value);
    }

    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Number(length);
        to.Advance(Encoding.UTF8.GetBytes(value, to.GetSpan(length)));
    }

    public void Id(Guid value)
    {
        value.TryWriteBytes(to.GetSpan(16), bigEndian: true, out var length);
        to.Advance(length);
    }

    public void Person(Participant value)
    {
        Text(value.Id.Value);
        Text(value.DisplayName);
        Number((int)value.Kind);
    }
}
