namespace GroupChat.Chat.Search.Index;

/// <summary>A message as the index knows it, in the order in which results are shown: by time, then room, then sequence.</summary>
/// <param name="Time">When it was said, in Unix milliseconds.</param>
/// <param name="Room">Key of its room.</param>
/// <param name="Sequence">The event that brought it in.</param>
internal readonly record struct SearchPlace(long Time, long Room, long Sequence) : IComparable<SearchPlace>
{
    public static readonly SearchPlace Last = new(long.MaxValue, long.MaxValue, long.MaxValue);

    public int CompareTo(SearchPlace other)
    {
        var byTime = Time.CompareTo(other.Time);
        if (byTime != 0)
            return byTime;
        var byRoom = Room.CompareTo(other.Room);
        return byRoom != 0 ? byRoom : Sequence.CompareTo(other.Sequence);
    }

    public static bool operator <(SearchPlace left, SearchPlace right) => left.CompareTo(right) < 0;

    public static bool operator >(SearchPlace left, SearchPlace right) => left.CompareTo(right) > 0;

    public static bool operator <=(SearchPlace left, SearchPlace right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SearchPlace left, SearchPlace right) => left.CompareTo(right) >= 0;
}
