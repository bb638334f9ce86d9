namespace GroupChat.Vectors.Dense;

/// <summary>How close a group of slots is to a query: by codes or by floats.</summary>
internal interface IMeasure
{
    /// <summary>Writes the closeness of the scratch's first slots.</summary>
    static abstract void Score(in VectorView view, in DenseQuery query, SearchScratch scratch, int count, Ahead ahead);
}
