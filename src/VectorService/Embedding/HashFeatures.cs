using System.Runtime.InteropServices;
using GroupChat.Vectors.Text;

namespace GroupChat.Vectors.Embedding;

/// <summary>
/// The features of "hash-v1": stemmed words 1.0, pairs of neighbouring words 0.5, groups of 3 to 5 characters of each word
/// 0.25. In an unspaced run a pair of characters counts as a word, three as a pair of words, one as a group of characters.
/// </summary>
internal sealed class HashFeatures
{
    private const float WordWeight = 1f;
    private const float PairWeight = 0.5f;
    private const float GroupWeight = 0.25f;
    private const int ShortestGroup = 3;
    private const int LongestGroup = 5;

    private readonly Dictionary<ulong, HashFeature> _features = [];

    private HashFeatures()
    {
    }

    /// <summary>Distinct features in the order they first occur, so that sums over them are the same everywhere.</summary>
    public static IReadOnlyCollection<HashFeature> Of(IReadOnlyList<Token> tokens)
    {
        var features = new HashFeatures();
        string? previous = null;
        foreach (var token in tokens)
        {
            if (token.Unspaced)
            {
                features.AddRun(token.Text);
                previous = null;
                continue;
            }

            var stem = EnglishStemmer.Stem(token.Text);
            features.Add(StableHash.Start(1).Add(stem), WordWeight);
            if (previous is not null)
                features.Add(StableHash.Start(2).Add(previous).Add(' ').Add(stem), PairWeight);
            features.AddGroups(token.Text);
            previous = stem;
        }

        return features._features.Values;
    }

    private void AddGroups(string word)
    {
        var padded = $"<{word}>";
        for (var start = 0; start + ShortestGroup <= padded.Length; start++)
        {
            var hash = StableHash.Start(3);
            var longest = Math.Min(LongestGroup, padded.Length - start);
            for (var length = 1; length <= longest; length++)
            {
                hash = hash.Add(padded[start + length - 1]);
                if (length >= ShortestGroup)
                    Add(hash, GroupWeight);
            }
        }
    }

    private void AddRun(string run)
    {
        Span<char> buffer = stackalloc char[6];
        var characters = run.EnumerateRunes().ToArray();
        for (var start = 0; start < characters.Length; start++)
        {
            var length = 0;
            for (var count = 1; count <= 3 && start + count <= characters.Length; count++)
            {
                length += characters[start + count - 1].EncodeToUtf16(buffer[length..]);
                var weight = count switch { 1 => GroupWeight, 2 => WordWeight, _ => PairWeight };
                Add(StableHash.Start((byte)(3 + count)).Add(buffer[..length]), weight);
            }
        }
    }

    private void Add(StableHash hash, float weight)
    {
        var key = hash.Finish();
        ref var feature = ref CollectionsMarshal.GetValueRefOrAddDefault(_features, key, out _);
        feature = new HashFeature(key, feature.Count + 1, weight);
    }
}
