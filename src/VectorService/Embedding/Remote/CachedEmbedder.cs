using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;

namespace GroupChat.Vectors.Embedding.Remote;

/// <summary>Keeps the vectors of the texts asked for last, by a digest of the text, and asks for each text of a request once.</summary>
internal sealed class CachedEmbedder(IEmbeddingGenerator<string, Embedding<float>> inner, int most)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    private readonly Lock _using = new();
    private readonly Dictionary<UInt128, LinkedListNode<(UInt128 Key, Embedding<float> Made)>> _kept = [];
    private readonly LinkedList<(UInt128 Key, Embedding<float> Made)> _byUse = new(); // the latest first

    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values.Select(text => (Text: text, Key: KeyOf(text))).ToArray();
        var known = new Dictionary<UInt128, Embedding<float>>();
        foreach (var (_, key) in texts)
        {
            if (Find(key) is { } kept)
                known[key] = kept;
        }

        var unknown = texts.Where(text => !known.ContainsKey(text.Key)).DistinctBy(text => text.Key).ToArray();
        VectorTelemetry.CountEmbeddings(unknown.Length, made: true);
        VectorTelemetry.CountEmbeddings(texts.Length - unknown.Length, made: false);
        var made = unknown.Length == 0 ? [] : await InnerGenerator.GenerateAsync(unknown.Select(text => text.Text), options, cancellationToken);
        for (var i = 0; i < unknown.Length; i++)
            Keep(unknown[i].Key, known[unknown[i].Key] = made[i]);
        return [.. texts.Select(text => known[text.Key])];
    }

    // Half of a SHA-256: nobody finds two texts of the same one.
    private static UInt128 KeyOf(string text) =>
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private Embedding<float>? Find(UInt128 key)
    {
        lock (_using)
        {
            if (!_kept.TryGetValue(key, out var node))
                return null;
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Made;
        }
    }

    private void Keep(UInt128 key, Embedding<float> made)
    {
        lock (_using)
        {
            if (most == 0 || _kept.ContainsKey(key))
                return;
            _kept[key] = _byUse.AddFirst((key, made));
            if (_kept.Count <= most)
                return;
            _kept.Remove(_byUse.Last!.Value.Key);
            _byUse.RemoveLast();
        }
    }
}
