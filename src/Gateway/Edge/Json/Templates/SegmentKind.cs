namespace GroupChat.Gateway.Edge.Json.Templates;

/// <summary>What a segment of a path template stands for.</summary>
internal enum SegmentKind
{
    /// <summary>The text itself.</summary>
    Literal,

    /// <summary><c>*</c>: one segment, not empty.</summary>
    One,

    /// <summary><c>**</c>: every segment that is left, also none.</summary>
    Rest,
}
