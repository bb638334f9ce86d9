using GroupChat.Vectors.Index;

namespace GroupChat.Vectors.Dense;

/// <summary>What to look for besides the query.</summary>
/// <param name="Among">The slots that may be in the answer.</param>
/// <param name="Limit">The most slots to find.</param>
internal readonly record struct DenseRequest(SlotSet Among, int Limit)
{
    /// <summary>Slots that could be in an answer without a filter; 0 means all there are.</summary>
    public int Alive { get; init; }

    /// <summary>Whether every candidate is to be scored by its floats, however long that takes.</summary>
    public bool Exact { get; init; }

    /// <summary>Candidates a walk along the graph keeps (ef); 0 means what was measured to be enough.</summary>
    public int Width { get; init; }

    /// <summary>A slot that a walk does not come across, as if it were not there: what is asked for is its vector.</summary>
    public int? Without { get; init; }

    /// <summary>Whether the walk goes by floats: slower, for comparison.</summary>
    public bool WalkByFloats { get; init; }

    /// <summary>Not what the planner would choose, for comparison.</summary>
    public SearchPath? Path { get; init; }
}
