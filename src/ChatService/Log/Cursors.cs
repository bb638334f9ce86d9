using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Log;

/// <summary>
/// Positions in a room's log as opaque text: version, room, epoch and sequence, sealed. A cursor means "just after this event"
/// and holds as long as the log does.
/// </summary>
internal sealed class Cursors(Seal seal)
{
    private const byte Version = 1;
    private const int MaxLength = 1 + (3 * Varint.MaxLength);

    private static ReadOnlySpan<byte> Scope => "cursor"u8;

    public string Make(RoomRef room, long sequence)
    {
        Span<byte> content = stackalloc byte[MaxLength];
        content[0] = Version;
        var length = 1;
        length += Varint.Write(content[length..], room.Key);
        length += Varint.Write(content[length..], room.Epoch);
        length += Varint.Write(content[length..], sequence);
        return seal.Close(Scope, content[..length]);
    }

    /// <summary>The sequence a cursor stands for.</summary>
    /// <exception cref="ServiceDefaults.Errors.DomainError">Not a cursor of this room, or beyond its end.</exception>
    public long Read(RoomRef room, long headSequence, string cursor)
    {
        Span<byte> content = stackalloc byte[MaxLength];
        var length = seal.Open(Scope, cursor, content);
        if (length < 1 || content[0] != Version)
            throw ChatErrors.InvalidCursor();
        ReadOnlySpan<byte> rest = content[1..length];
        var isThisRoom = Varint.Read(ref rest) == room.Key && Varint.Read(ref rest) == room.Epoch;
        var sequence = Varint.Read(ref rest);
        return isThisRoom && sequence >= 0 && sequence <= headSequence && rest.IsEmpty ? sequence : throw ChatErrors.InvalidCursor();
    }
}
