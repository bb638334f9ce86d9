namespace GroupChat.Vectors.Dense;

/// <summary>How a dense search is carried out.</summary>
internal enum SearchPath
{
    /// <summary>Every candidate by its floats: exact.</summary>
    Floats,

    /// <summary>Every candidate by its codes, the best of them by their floats: exact but for ties in the last digits.</summary>
    Codes,

    /// <summary>Along the graph, the best by their floats: finds the target share of the nearest.</summary>
    Graph,

    /// <summary>By another server, which does not say how.</summary>
    Elsewhere,
}
