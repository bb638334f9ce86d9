using GroupChat.Vectors.Embedding;
using GroupChat.Vectors.Text;

namespace GroupChat.Vectors.Index;

/// <summary>
/// The counting a change leaves behind. Apart from the change itself, because it is the slow half (thousands of features a
/// point) and must not hold up the thread that commits. One text at a time: their features together would fill the memory.
/// </summary>
internal sealed record FeatureUpdate(FeatureCounts Counts, IReadOnlyList<string> AddedTexts, IReadOnlyList<string> RemovedTexts)
{
    public void Run()
    {
        foreach (var text in AddedTexts)
            Counts.Add(HashFeatures.Of(Tokenizer.Tokenize(text)), 1);
        foreach (var text in RemovedTexts)
            Counts.Add(HashFeatures.Of(Tokenizer.Tokenize(text)), -1);
    }
}
