namespace GroupChat.Chat.Search.Index;

/// <summary>
/// A piece of the index: some messages, numbered in the order of their places, and for each gram the numbers of those that have
/// it. Never changed once made: what changes goes into a new one.
/// </summary>
/// <param name="Places">The messages, ascending: their numbers are their indexes.</param>
/// <param name="Pages">The grams with their postings, ascending.</param>
internal sealed record Segment(SearchPlace[] Places, IReadOnlyList<SegmentPage> Pages);
