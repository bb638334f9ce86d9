namespace GroupChat.Vectors.Dense.Graph;

/// <summary>The constants of the graph (Y. Malkov, D. Yashunin, arXiv 1603.09320).</summary>
internal static class GraphShape
{
    /// <summary>Neighbours a new point chooses on every level (M), and the most it may have above the lowest.</summary>
    public const int Chosen = 16;

    /// <summary>The most on the lowest level: two cache lines.</summary>
    public const int Lowest = 32;

    /// <summary>Candidates looked at for a new point (efConstruction).</summary>
    public const int BuildWidth = 200;

    /// <summary>A place without a neighbour; no neighbours follow it.</summary>
    public const int None = -1;

    private const int MaxLevel = 15;

    public static int Most(int level) => level == 0 ? Lowest : Chosen;

    /// <summary>How many levels above the lowest a slot is on: each has a sixteenth of the one below. The same slot, the same level.</summary>
    public static int LevelOf(int slot)
    {
        var bits = (ulong)slot + 0x9E3779B97F4A7C15;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        bits ^= bits >> 31;
        return Math.Min(System.Numerics.BitOperations.LeadingZeroCount(bits | 1) / 4, MaxLevel);
    }
}
