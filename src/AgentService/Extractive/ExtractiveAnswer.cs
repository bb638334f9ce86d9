using System.Text;
using GroupChat.Agents.Models;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Extractive;

/// <summary>The finished text of an extractive answer, and its citations with where their markers end.</summary>
/// <param name="Text">Markdown.</param>
/// <param name="Citations">Each is due once the text up to <c>After</c> has been streamed.</param>
internal sealed record ExtractiveAnswer(string Text, IReadOnlyList<(int After, CitationAnnotation Citation)> Citations)
{
    private const string Opening = "This is what the room's documents say:\n\n";

    private const string Refusal = "I do not know. I found nothing in this room's documents that answers this question.\n\n";

    private const string Closing =
        "*No language model is configured, so I can only quote the room's documents word for word. "
        + "A model can be set in the section `Models`: see docs/configuration.md.*";

    /// <summary>Of a server without a model, which says so.</summary>
    public static ExtractiveAnswer Quoting(IReadOnlyList<Candidate> quotes) => Of(quotes, Closing);

    /// <summary>What a model has chosen.</summary>
    public static ExtractiveAnswer Chosen(IReadOnlyList<Candidate> quotes) => Of(quotes, "");

    private static ExtractiveAnswer Of(IReadOnlyList<Candidate> quotes, string closing)
    {
        if (quotes.Count == 0)
            return new ExtractiveAnswer((Refusal + closing).TrimEnd(), []);

        var text = new StringBuilder(Opening);
        var citations = new List<(int, CitationAnnotation)>();
        foreach (var candidate in quotes)
        {
            var (start, end) = AppendQuote(text, candidate.Quote, citations.Count + 1);
            citations.Add((text.Length, CitationOf(candidate, start, end)));
            text.Append("\n\n");
        }
        return new ExtractiveAnswer(text.Append(closing).ToString().TrimEnd(), citations);
    }

    /// <summary>A quote that contains Markdown blocks stands by itself, so that a closing fence stays alone on its line.</summary>
    private static (int Start, int End) AppendQuote(StringBuilder text, string quote, int number)
    {
        var block = quote.Contains('\n', StringComparison.Ordinal) || quote.StartsWith('|');
        if (!block)
            text.Append('“');
        var start = text.Length;
        var end = text.Append(quote).Length;
        text.Append(block ? "\n\n" : "” ").Append('[').Append(number).Append(']');
        return (start, end);
    }

    private static CitationAnnotation CitationOf(Candidate candidate, int start, int end)
    {
        var passage = candidate.Passage;
        var first = passage.ByteOffset + Encoding.UTF8.GetByteCount(passage.Text.AsSpan(0, candidate.Sentence.Start));
        return new CitationAnnotation
        {
            FileId = passage.DocumentId,
            Title = passage.Title,
            Url = passage.Url,
            Snippet = candidate.Quote,
            AnnotatedRegions = [new TextSpanAnnotatedRegion { StartIndex = start, EndIndex = end }],
            AdditionalProperties = new AdditionalPropertiesDictionary
            {
                [AnswerProperties.PassageId] = passage.PassageId,
                [AnswerProperties.StartByte] = first,
                [AnswerProperties.EndByte] = first + Encoding.UTF8.GetByteCount(candidate.Quote),
            },
        };
    }
}
