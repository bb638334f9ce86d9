using System.Text;
using Microsoft.Extensions.AI;

namespace GroupChat.Vectors.Embedding.Remote;

/// <summary>Many texts in several requests, one after the other, none of them too large. All or nothing.</summary>
internal sealed class BatchedEmbedder(IEmbeddingGenerator<string, Embedding<float>> inner, int mostTexts)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    private const int MostBytes = 512 * 1024;

    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var made = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var batch in Batches(values))
            made.AddRange(await InnerGenerator.GenerateAsync(batch, options, cancellationToken));
        return made;
    }

    private IEnumerable<List<string>> Batches(IEnumerable<string> texts)
    {
        var (batch, bytes) = (new List<string>(), 0);
        foreach (var text in texts)
        {
            var size = Encoding.UTF8.GetByteCount(text);
            if (batch.Count == mostTexts || (batch.Count > 0 && bytes + size > MostBytes))
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }

            batch.Add(text);
            bytes += size;
        }

        if (batch.Count > 0)
            yield return batch;
    }
}
