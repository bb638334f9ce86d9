using System.Text;
using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Bus;

/// <summary>Reads what <see cref="NoteWriter"/> wrote. Throws <see cref="FormatException"/> for anything else, and never reads beyond it.</summary>
internal ref struct NoteReader(ReadOnlySpan<byte> from)
{
    private ReadOnlySpan<byte> _rest = from;

    public readonly bool IsEmpty => _rest.IsEmpty;

    public long Number()
    {
        var value = Varint.Read(ref _rest);
        return value >= 0 ? value : throw new FormatException("a number is cut off");
    }

    public int Count() => Number() is var count && count <= _rest.Length ? (int)count : throw new FormatException("a count beyond the end");

    public bool Flag() => Number() != 0;

    public ReadOnlySpan<byte> Bytes() => Take(Count());

    public string Text() => Encoding.UTF8.GetString(Bytes());

    public Guid Id() => new(Take(16), bigEndian: true);

    public Participant Person() => new(new UserId(Text()), Text(), (ParticipantKind)Number());

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
            throw new FormatException("a field is cut off");
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
