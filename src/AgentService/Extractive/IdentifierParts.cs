namespace GroupChat.Agents.Extractive;

/// <summary>Splits <c>client_message_id</c>, <c>ChatService</c> and <c>http2</c> into the words they are made of.</summary>
internal static class IdentifierParts
{
    public static IReadOnlyList<string> Split(string word) =>
        [.. word.Split('_', StringSplitOptions.RemoveEmptyEntries).SelectMany(static piece => Parts(piece, IsDigitEdge))
            .SelectMany(static piece => Parts(piece, IsCaseEdge))];

    /// <summary>gRPC, KiB and v2 are words, not identifiers: a part of one letter says that the change was style.</summary>
    private static List<string> Parts(string piece, Func<string, int, bool> isEdge)
    {
        var parts = new List<string>();
        var start = 0;
        for (var index = 1; index <= piece.Length; index++)
        {
            if (index < piece.Length && !isEdge(piece, index))
                continue;
            parts.Add(piece[start..index]);
            start = index;
        }
        return parts.Any(static part => part.Length < 2 && !char.IsDigit(part[0])) ? [piece] : parts;
    }

    private static bool IsDigitEdge(string piece, int index) => char.IsDigit(piece[index - 1]) != char.IsDigit(piece[index]);

    private static bool IsCaseEdge(string piece, int index)
    {
        var (before, here) = (piece[index - 1], piece[index]);
        if (char.IsLower(before) && char.IsUpper(here))
            return true;
        return char.IsUpper(before) && char.IsUpper(here) && index + 1 < piece.Length && char.IsLower(piece[index + 1]);
    }
}
