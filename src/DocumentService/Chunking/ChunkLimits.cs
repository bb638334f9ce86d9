namespace GroupChat.Documents.Chunking;

/// <summary>
/// Sizes of chunks, in Unicode code points. Small enough that a chunk is about one thing and several fit into a prompt,
/// large enough to carry a thought with its context.
/// </summary>
internal static class ChunkLimits
{
    /// <summary>Less than this is too little to stand alone: it takes the next piece with it where that fits.</summary>
    public const int Small = 200;

    /// <summary>Chunks grow up to this.</summary>
    public const int Target = 1_200;

    /// <summary>A block up to this long is left whole; room for its heading remains below <see cref="Max"/>.</summary>
    public const int Whole = 1_600;

    /// <summary>No chunk is longer.</summary>
    public const int Max = 2_000;
}
