namespace GroupChat.Agents.Neighbours.Llama;

/// <summary>A moment in the loading of a model.</summary>
/// <param name="Error">Why it failed; null when it did not.</param>
/// <param name="IsDone">It is over.</param>
internal sealed record LlamaLoadReport(Exception? Error, bool IsDone = true)
{
    public static LlamaLoadReport Begun { get; } = new(null, IsDone: false);

    public static LlamaLoadReport Done { get; } = new(Error: null);
}
