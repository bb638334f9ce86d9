using System.Text;
using GroupChat.Agents.Extractive;
using GroupChat.Agents.Models;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Grounding.Citing;

/// <summary>
/// What the parts of an answer claim about the passages that it was made from: which words should stand where. Whether they do is
/// for the stored documents to say.
/// </summary>
internal sealed class Claims(IReadOnlyList<PassageContent> passages)
{
    // Shorter quotes without a marker are names and words in question.
    private const int FewestUnmarkedWords = 4;
    private const int FewestClaimTerms = 2;
    private const double Enough = 0.6;
    private const string Trailing = ".,;:!?…";

    private readonly Dictionary<string, List<Candidate>> _sentences = [];

    /// <summary>Each would support the quote, the passages that it names first.</summary>
    public IEnumerable<CitationAnnotation> Of(AnswerPart part)
    {
        var words = part.Words!.Trim();
        var marked = part.Marks.Select(Find).OfType<PassageContent>().ToList();
        var isLong = WordCount.Of(words) >= FewestUnmarkedWords;
        foreach (var wording in Wordings(words))
        {
            var standing = passages.Where(passage => (marked.Count > 0 || part.Marks.Count > 0 || isLong) && PlaceIn(passage, wording) >= 0);
            foreach (var passage in marked.Concat(standing).DistinctBy(static passage => passage.DocumentId))
                yield return Citation(passage, wording, Math.Max(0, PlaceIn(passage, wording)));
        }
    }

    /// <summary>The sentence of a passage that says what the text before a marker says; null when none does.</summary>
    /// <param name="number">The passage that the marker names.</param>
    /// <param name="said">The text up to the marker.</param>
    public CitationAnnotation? Behind(int number, string said)
    {
        if (Find(number) is not { } passage || said.Length == 0)
            return null;
        var (start, end) = SentenceBoundaries.Split(said, 0, said.Length).LastOrDefault();
        var terms = Question.Parse(said[start..end]).Terms;
        if (terms.Count < FewestClaimTerms)
            return null;
        var best = SentencesOf(passage).MaxBy(sentence => terms.Average(sentence.Own.Match));
        return best is not null && terms.Average(best.Own.Match) >= Enough ? Citation(passage, best.Quote, best.Sentence.Start) : null;
    }

    private List<Candidate> SentencesOf(PassageContent passage)
    {
        if (!_sentences.TryGetValue(passage.PassageId, out var sentences))
            _sentences[passage.PassageId] = sentences = [.. Candidate.From(passage, 0).Where(static one => !one.Sentence.IsComposed)];
        return sentences;
    }

    private PassageContent? Find(int number) => passages.FirstOrDefault(passage => passage.Number == number);

    /// <summary>As written, and without the sign at the end that belongs to the sentence around the quote.</summary>
    private static IEnumerable<string> Wordings(string words)
    {
        yield return words;
        if (words.Length > 1 && Trailing.Contains(words[^1], StringComparison.Ordinal) && words[..^1].TrimEnd() is { Length: > 0 } shorter)
            yield return shorter;
    }

    /// <summary>A hint only, so white space has to be the same here.</summary>
    private static int PlaceIn(PassageContent passage, string words) => passage.Text.IndexOf(words, StringComparison.Ordinal);

    private static CitationAnnotation Citation(PassageContent passage, string quote, int at) => new()
    {
        FileId = passage.DocumentId,
        Title = passage.Title,
        Url = passage.Url,
        Snippet = quote,
        AdditionalProperties = new AdditionalPropertiesDictionary
        {
            [AnswerProperties.PassageId] = passage.PassageId,
            [AnswerProperties.StartByte] = passage.ByteOffset + Encoding.UTF8.GetByteCount(passage.Text.AsSpan(0, at)),
        },
    };
}
