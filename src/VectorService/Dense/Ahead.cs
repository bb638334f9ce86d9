namespace GroupChat.Vectors.Dense;

/// <summary>Which rows are asked for before they are needed.</summary>
internal enum Ahead
{
    /// <summary>None: they were read a moment ago.</summary>
    None,

    /// <summary>Those the group names next: they lie anywhere.</summary>
    Named,

    /// <summary>Those that follow in memory, whichever group they belong to.</summary>
    Following,
}
