using GroupChat.Agents.Llama.Gguf;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Agents.Models.Files;

/// <summary>The models of the data folder, found as they come and go: a file is read when its model is first asked for.</summary>
/// <param name="folder">Where they lie.</param>
/// <param name="make">Makes a model of its settings.</param>
internal sealed class FolderModels(ModelFolder folder, Func<string, ModelOptions, Model> make)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Model> _known = new(StringComparer.Ordinal);

    public IReadOnlyList<Model> All
    {
        get
        {
            var ids = folder.Ids;
            lock (_gate)
            {
                foreach (var gone in _known.Keys.Except(ids).ToList())
                    _known.Remove(gone);
                return [.. ids.Select(Make)];
            }
        }
    }

    public Model? Find(string id)
    {
        lock (_gate)
        {
            if (folder.Has(id))
                return Make(id);
            _known.Remove(id);
            return null;
        }
    }

    private Model Make(string id)
    {
        if (_known.TryGetValue(id, out var known))
            return known;
        var options = new ModelOptions { Provider = ModelProvider.Llama, File = folder.FileOf(id) };
        var fault = Read(options);
        var model = _known[id] = make(id, options);
        if (fault.Length > 0)
            model.Health.Is(ModelState.Unavailable, fault);
        return model;
    }

    /// <summary>What the file itself decides; returns why it cannot.</summary>
    private static string Read(ModelOptions options)
    {
        try
        {
            var file = GgufFile.Read(options.File);
            GgufChecks.CheckModel(file);
            options.Mode = GgufEncoder.Is(file) ? ModelMode.Embed : ModelMode.Write;
            options.ContextTokens = (int)Math.Clamp(file.Number($"{file.Architecture}.context_length") ?? 0, ModelOptions.LeastContext, options.ContextTokens);
            options.MaxOutputTokens = Math.Min(options.MaxOutputTokens, options.ContextTokens / 2);
            return "";
        }
        catch (DomainError error)
        {
            return error.Message;
        }
    }
}
