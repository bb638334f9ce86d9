namespace GroupChat.Vectors.Search;

/// <summary>A way to rank points. Words lead in the fusion, the vector corrects.</summary>
internal enum Lane
{
    /// <summary>Closeness of the vectors.</summary>
    Dense,

    /// <summary>The query's words as they are.</summary>
    Bm25,

    /// <summary>BM25 too, where words like it, by their groups of three letters, stand in for one the tenant does not know.</summary>
    Trigram,
}
