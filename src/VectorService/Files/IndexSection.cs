namespace GroupChat.Vectors.Files;

/// <summary>The parts of an index file, in their order.</summary>
internal enum IndexSection
{
    /// <summary>Vectors as floats, padded: mapped into memory, not read.</summary>
    Floats,

    /// <summary>Vectors as bytes, padded.</summary>
    Codes,

    /// <summary>What a step of each vector's bytes is worth.</summary>
    Traits,

    /// <summary>Sketches of vectors, where they are long enough to have any.</summary>
    Sketches,

    /// <summary>Neighbours on the lowest level.</summary>
    Lowest,

    /// <summary>Neighbours above it, of those slots that are there.</summary>
    Upper,

    /// <summary>The points' ids by slot, each behind its length; none for the dead.</summary>
    Ids,
}
