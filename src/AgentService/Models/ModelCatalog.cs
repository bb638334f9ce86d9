using GroupChat.Agents.Models.Files;

namespace GroupChat.Agents.Models;

/// <summary>The models of this server, by id: those configured, and those of the data folder. Everything that generates stands behind one of them.</summary>
internal sealed class ModelCatalog(IEnumerable<Model> models, string preferred = "", FolderModels? folder = null)
{
    private readonly SortedDictionary<string, Model> _byId =
        new(models.ToDictionary(static model => model.ModelId), StringComparer.Ordinal);

    /// <summary>By id.</summary>
    public IReadOnlyList<Model> All =>
    [
        .. _byId.Values.Concat(folder?.All.Where(model => !_byId.ContainsKey(model.ModelId)) ?? [])
            .OrderBy(static model => model.ModelId, StringComparer.Ordinal),
    ];

    public bool IsConfigured(string modelId) => _byId.ContainsKey(modelId);

    public Model? Find(string modelId) => _byId.GetValueOrDefault(modelId) ?? folder?.Find(modelId);

    /// <summary>What answers for an agent: the model it names, or the one that the server prefers.</summary>
    public Model? For(string modelId) => modelId.Length > 0 ? Find(modelId) : Find(preferred) ?? _byId.Values.FirstOrDefault();
}
