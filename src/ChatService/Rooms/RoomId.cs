namespace GroupChat.Chat.Rooms;

/// <summary>Name of a room for ever: chosen by its creator or made by the server.</summary>
internal readonly record struct RoomId(string Value)
{
    public const int MaxLength = 64;

    /// <summary>1 to 64 of a-z, 0-9 and "-", beginning with a letter or digit.</summary>
    public static bool IsValid(string value) =>
        value.Length is > 0 and <= MaxLength
        && value[0] != '-'
        && value.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    public override string ToString() => Value;
}
