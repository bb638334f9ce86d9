using System.Runtime.CompilerServices;

namespace GroupChat.Agents.Models.Files;

/// <summary>The memory and the files of the models of this machine.</summary>
internal sealed class ModelDesk(ModelCatalog models, ILocalEngines engines, ModelDownloads downloads)
{
    public async Task<Model> LoadAsync(string modelId, CancellationToken cancellationToken)
    {
        var model = Local(modelId);
        await engines.LoadAsync(modelId, cancellationToken);
        return model;
    }

    public async Task<Model> UnloadAsync(string modelId, TimeSpan patience, CancellationToken cancellationToken)
    {
        var model = Local(modelId);
        await engines.UnloadAsync(modelId, patience, cancellationToken);
        return model;
    }

    /// <summary>The last progress comes when the model is there.</summary>
    public async IAsyncEnumerable<DownloadProgress> DownloadAsync(
        DownloadWish wish, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (models.Find(wish.ModelId) is not null)
            throw FileErrors.Exists(wish.ModelId);
        await foreach (var progress in downloads.RunAsync(wish, cancellationToken))
            yield return progress;
    }

    public async Task DeleteAsync(string modelId, CancellationToken cancellationToken)
    {
        if (models.IsConfigured(modelId))
            throw FileErrors.NotLocal(modelId);
        if (models.Find(modelId) is not null)
            await engines.UnloadAsync(modelId, TimeSpan.Zero, cancellationToken);
        if (!ModelFolder.IsId(modelId) || !downloads.Delete(modelId))
            throw FileErrors.NotFound(modelId);
    }

    public Model Find(string modelId) => models.Find(modelId) ?? throw FileErrors.NotFound(modelId);

    private Model Local(string modelId)
    {
        var model = Find(modelId);
        return engines.Has(modelId) ? model : throw FileErrors.NotLocal(modelId);
    }
}
