namespace GroupChat.Agents.Extractive;

/// <summary>Words that a sentence begins with when it goes on about what the sentence before it named.</summary>
internal static class Pronouns
{
    private const string Words =
        "it its they their this that these those he she otherwise then therefore so er sie es dies diese dieser dieses dann "
        + "il elle ils elles cela ce esto este esta ellos questo questa";

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Known =
        Words.Split(' ').ToHashSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Begin(ReadOnlySpan<char> sentence)
    {
        var length = 0;
        while (length < sentence.Length && char.IsLetter(sentence[length]))
            length++;
        return Known.Contains(sentence[..length]);
    }
}
