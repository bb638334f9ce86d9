using GroupChat.Chat.Log;

namespace GroupChat.Chat.Rooms;

/// <summary>What a change came to.</summary>
/// <param name="Value">What was changed, as it stands now.</param>
/// <param name="Room">Its room.</param>
/// <param name="Sequence">The end of the log right after.</param>
internal sealed record Changed<T>(T Value, RoomRef Room, long Sequence)
{
    public static Changed<T> Of(IRoomEdit edit, T value) => new(value, edit.Ref, edit.NextSequence - 1);
}
