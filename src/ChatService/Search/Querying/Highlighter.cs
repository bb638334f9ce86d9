using System.Text;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Search.Folding;

namespace GroupChat.Chat.Search.Querying;

/// <summary>Finds where in a message's own text the terms stand.</summary>
internal static class Highlighter
{
    /// <summary>More than this in one message help nobody.</summary>
    public const int MaxPerMessage = 100;

    /// <summary>In the order of the text, none touching another.</summary>
    public static IReadOnlyList<Highlight> Of(Message message, IReadOnlyList<SearchTerm> terms)
    {
        var highlights = new List<Highlight>();
        for (var part = 0; part < message.Parts.Count && highlights.Count < MaxPerMessage; part++)
            Add(highlights, part, message.Parts[part].Text, terms);
        return highlights;
    }

    private static void Add(List<Highlight> highlights, int part, string text, IReadOnlyList<SearchTerm> terms)
    {
        var folded = SearchFolding.Trace(text);
        var places = new List<(int Start, int End)>();
        foreach (var term in terms)
            AddPlaces(places, folded, term);
        places.Sort();
        int bytes = 0, counted = 0;
        foreach (var (start, end) in Joined(places).Take(MaxPerMessage - highlights.Count))
        {
            bytes += Encoding.UTF8.GetByteCount(text.AsSpan(counted, start - counted));
            var length = Encoding.UTF8.GetByteCount(text.AsSpan(start, end - start));
            highlights.Add(new(part, bytes, length));
            (bytes, counted) = (bytes + length, end);
        }
    }

    private static void AddPlaces(List<(int Start, int End)> places, FoldedText folded, SearchTerm term)
    {
        var count = 0;
        for (var at = 0; count < MaxPerMessage && (at = term.Find(folded.Text, at)) >= 0; at += term.Text.Length, count++)
            places.Add((folded.Starts[at], folded.Ends[at + term.Text.Length - 1]));
    }

    private static IEnumerable<(int Start, int End)> Joined(List<(int Start, int End)> sorted)
    {
        if (sorted.Count == 0)
            yield break;
        var open = sorted[0];
        foreach (var place in sorted)
        {
            if (place.Start > open.End)
            {
                yield return open;
                open = place;
            }

            open.End = Math.Max(open.End, place.End);
        }

        yield return open;
    }
}
