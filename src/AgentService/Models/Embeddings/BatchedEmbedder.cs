using System.Text;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Models.Embeddings;

/// <summary>
/// Asks for many texts in several requests. A token has at least one byte nearly always, so bytes bound the tokens of a request
/// whose vocabulary is not known here.
/// </summary>
/// <param name="inner">Answers one request.</param>
/// <param name="mostTexts">Of a request.</param>
/// <param name="mostBytes">Of a request that has more than one text.</param>
internal sealed class BatchedEmbedder(IEmbeddingGenerator<string, Embedding<float>> inner, int mostTexts, int mostBytes)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var all = new GeneratedEmbeddings<Embedding<float>> { Usage = new() };
        foreach (var batch in Batches(values))
        {
            var made = await InnerGenerator.GenerateAsync(batch, options, cancellationToken);
            all.AddRange(made);
            if (made.Usage is { } usage)
                all.Usage.Add(usage);
        }
        return all;
    }

    private IEnumerable<List<string>> Batches(IEnumerable<string> texts)
    {
        var (batch, bytes) = (new List<string>(), 0);
        foreach (var text in texts)
        {
            var size = Encoding.UTF8.GetByteCount(text);
            if (batch.Count == mostTexts || (batch.Count > 0 && bytes + size > mostBytes))
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
