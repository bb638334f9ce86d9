namespace GroupChat.Documents.Documents;

/// <summary>The life of a document. The numbers are stored.</summary>
internal enum DocumentState
{
    /// <summary>Stored, not yet searchable: the indexer will come to it, also after a restart.</summary>
    Indexing = 1,

    /// <summary>Searchable.</summary>
    Ready = 2,

    /// <summary>Could not be indexed; adding the same content again tries again.</summary>
    Failed = 3,

    /// <summary>Gone for everybody; the indexer still has to take its passages out of the index.</summary>
    Deleting = 4,
}
