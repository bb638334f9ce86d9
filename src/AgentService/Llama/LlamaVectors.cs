using System.Collections.ObjectModel;

namespace GroupChat.Agents.Llama;

/// <summary>A vector of length 1 for each text, in order.</summary>
/// <param name="vectors">The vectors.</param>
/// <param name="tokens">Of all texts together, all of them computed.</param>
internal sealed class LlamaVectors(IList<float[]> vectors, long tokens) : ReadOnlyCollection<float[]>(vectors)
{
    public long Tokens => tokens;
}
