using GroupChat.Agents.Models;

namespace GroupChat.Agents.Extractive;

/// <summary>A sentence that may answer, with the words of what surrounds it.</summary>
/// <param name="Passage">Where it stands.</param>
/// <param name="Rank">Place of the passage in the search result, from 0.</param>
/// <param name="Sentence">The slice.</param>
/// <param name="Own">Words of the sentence.</param>
/// <param name="Context">Words around it.</param>
internal sealed record Candidate(PassageContent Passage, int Rank, Sentence Sentence, TermSet Own, SentenceContext Context)
{
    public string Quote => Passage.Text.Substring(Sentence.Start, Sentence.Length);

    public static IEnumerable<Candidate> From(PassageContent passage, int rank)
    {
        var context = new SentenceContext.Reader(passage);
        foreach (var sentence in SentenceReader.Read(passage.Text))
        {
            var own = new TermSet(passage.Text.Substring(sentence.Start, sentence.Length));
            yield return new Candidate(passage, rank, sentence, own, context.Around(sentence, own));
        }
    }

    public bool Overlaps(Candidate other) =>
        Passage.PassageId == other.Passage.PassageId
        && Sentence.Start < other.Sentence.End && other.Sentence.Start < Sentence.End;
}
