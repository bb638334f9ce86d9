using System.Runtime.InteropServices;

namespace GroupChat.Agents.Llama.Scheduling;

/// <summary>Tokens that the context holds as one text.</summary>
/// <param name="id">Its number in the context.</param>
/// <param name="prefix">Whose requests may go on from it; when nobody's only its own.</param>
internal sealed class Sequence(int id, PrefixKey prefix)
{
    public int Id => id;

    public PrefixKey Prefix => prefix;

    /// <summary>The tokens held, in order.</summary>
    public List<int> Tokens { get; } = [];

    /// <summary>The cell of each token.</summary>
    public List<int> Cells { get; } = [];

    public int Held => Tokens.Count;

    /// <summary>The request that uses it; null when it is kept for the next one.</summary>
    public Generation? Owner { get; set; }

    /// <summary>Blocks of its beginning that lie on the disk, or will.</summary>
    public int Saved { get; set; }

    /// <summary>Names of the blocks of its beginning, as far as somebody wanted them.</summary>
    public List<string> BlockNames { get; } = [];

    /// <summary>When it was kept, by a count that only grows.</summary>
    public long KeptAt { get; set; }

    /// <summary>Only so many of its blocks are still there.</summary>
    public void CutBlocks(int count)
    {
        Saved = Math.Min(Saved, count);
        if (BlockNames.Count > count)
            BlockNames.RemoveRange(count, BlockNames.Count - count);
    }

    /// <summary>Tokens that both begin with.</summary>
    public int Common(List<int> tokens) => Common(Tokens, tokens);

    public static int Common(List<int> first, List<int> second) =>
        CollectionsMarshal.AsSpan(first).CommonPrefixLength(CollectionsMarshal.AsSpan(second));
}
