namespace GroupChat.Vectors.Dense;

/// <summary>How close a group of slots is to a query: by codes or by floats.</summary>
internal interface IMeasure
{
    /// <summary>Writes the closeness of the scratch's first slots. Ahead: asks for rows before they are needed.</summary>
    static abstract void Score(in VectorView view, in DenseQuery query, SearchScratch scratch, int count, bool ahead);
}
