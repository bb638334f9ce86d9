namespace GroupChat.Agents.Models;

/// <summary>The models of this server, by id. Everything that generates stands behind one of them.</summary>
internal sealed class ModelCatalog(IEnumerable<Model> models)
{
    private readonly SortedDictionary<string, Model> _byId =
        new(models.ToDictionary(static model => model.ModelId), StringComparer.Ordinal);

    public IReadOnlyList<Model> All => [.. _byId.Values];

    public Model? Find(string modelId) => _byId.GetValueOrDefault(modelId);
}
