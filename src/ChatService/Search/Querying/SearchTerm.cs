namespace GroupChat.Chat.Search.Querying;

/// <summary>A part that the text has to have.</summary>
/// <param name="Text">Folded, not empty, no space at either end.</param>
/// <param name="StartsWord">It has to begin where a word begins.</param>
/// <param name="EndsWord">It has to end where a word ends.</param>
internal readonly record struct SearchTerm(string Text, bool StartsWord, bool EndsWord)
{
    /// <summary>Where it stands in a folded text, from an index on; -1 when it does not.</summary>
    public int Find(string folded, int from = 0)
    {
        for (var at = from; (at = folded.IndexOf(Text, at, StringComparison.Ordinal)) >= 0; at++)
        {
            if ((!StartsWord || WordBreaks.IsBreak(folded, at)) && (!EndsWord || WordBreaks.IsBreak(folded, at + Text.Length)))
                return at;
        }

        return -1;
    }
}
