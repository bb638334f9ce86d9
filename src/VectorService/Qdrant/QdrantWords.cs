using GroupChat.Vectors.Embedding;
using GroupChat.Vectors.Lexical;
using GroupChat.Vectors.Text;

namespace GroupChat.Vectors.Qdrant;

/// <summary>
/// BM25 as the product of two sparse vectors: a point's has for each of its words what the word's count is worth there, a query's
/// how rare the word is in the tenant. A text's length is compared with a fixed one, because the mean of a tenant changes with every
/// write and the points' vectors cannot.
/// </summary>
internal static class QdrantWords
{
    /// <summary>A passage of about 800 characters of English has so many.</summary>
    private const double TypicalLength = 120;

    private const byte Seed = 0x51;

    /// <summary>What stands for a word. Two words with the same number count as one.</summary>
    public static uint HashOf(string term) => (uint)(StableHash.Start(Seed).Add(term).Finish() >> 32);

    public static Wire.SparseVector OfText(string text)
    {
        var terms = LexicalTerms.Of(Tokenizer.Tokenize(text));
        return ToVector(terms.Counts.Select(term => (HashOf(term.Key), Bm25.Saturation(term.Value, terms.Length / TypicalLength))));
    }

    public static Wire.SparseVector OfQuery(IEnumerable<QdrantTerm> terms, long points) =>
        ToVector(terms.Where(term => term.Points > 0).Select(term => (term.Hash, Bm25.Rarity(points, term.Points))));

    // Each index once, as the server demands.
    private static Wire.SparseVector ToVector(IEnumerable<(uint Index, double Value)> entries)
    {
        var sums = new SortedDictionary<uint, double>();
        foreach (var (index, value) in entries)
            sums[index] = sums.GetValueOrDefault(index) + value;
        return new() { Indices = { sums.Keys }, Values = { sums.Values.Select(value => (float)value) } };
    }
}
