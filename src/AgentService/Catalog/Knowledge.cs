namespace GroupChat.Agents.Catalog;

/// <summary>What an agent retrieves before it answers.</summary>
/// <param name="Scope">Where from.</param>
/// <param name="DocumentIds">With <see cref="KnowledgeScope.Documents"/>: these.</param>
internal sealed record Knowledge(KnowledgeScope Scope, IReadOnlyList<string> DocumentIds)
{
    public static readonly Knowledge OfTheRoom = new(KnowledgeScope.Room, []);

    public bool Has(string documentId) => Scope != KnowledgeScope.Documents || DocumentIds.Contains(documentId);
}
