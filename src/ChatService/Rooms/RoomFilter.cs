namespace GroupChat.Chat.Rooms;

/// <summary>Which rooms a list shows.</summary>
/// <param name="Viewer">Sees public rooms and their own; null sees every room.</param>
/// <param name="JoinedOnly">Only the viewer's own.</param>
/// <param name="Visibility">Only such rooms; null for any.</param>
internal sealed record RoomFilter(UserId? Viewer, bool JoinedOnly = false, RoomVisibility? Visibility = null)
{
    public static readonly RoomFilter All = new(Viewer: null);

    /// <summary>Page tokens of one filter do not fit another.</summary>
    public string Scope => $"rooms {(int?)Visibility} {(JoinedOnly ? "of" : "for")} {Viewer}";
}
