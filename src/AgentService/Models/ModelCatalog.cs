namespace GroupChat.Agents.Models;

/// <summary>The models of this server, by id. Everything that generates stands behind one of them.</summary>
internal sealed class ModelCatalog(IEnumerable<Model> models, string preferred = "")
{
    private readonly SortedDictionary<string, Model> _byId =
        new(models.ToDictionary(static model => model.ModelId), StringComparer.Ordinal);

    public IReadOnlyList<Model> All => [.. _byId.Values];

    public Model? Find(string modelId) => _byId.GetValueOrDefault(modelId);

    /// <summary>What answers for an agent: the model it names, or the one that the server prefers.</summary>
    public Model? For(string modelId) => modelId.Length > 0 ? Find(modelId) : Find(preferred) ?? _byId.Values.FirstOrDefault();
}
