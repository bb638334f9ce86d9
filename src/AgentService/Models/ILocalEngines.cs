using GroupChat.Agents.Llama;

namespace GroupChat.Agents.Models;

/// <summary>The models that run on this machine, wherever their process is.</summary>
internal interface ILocalEngines
{
    /// <param name="id">Of the model.</param>
    /// <param name="options">Its settings.</param>
    /// <param name="health">Learns how its loading goes.</param>
    ILlamaEngine Of(string id, ModelOptions options, ModelHealth health);

    bool Has(string id);

    /// <summary>Returns when it is in memory.</summary>
    Task LoadAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Returns when it is out of memory. What uses it has so long to end; then it ends with MODEL_UNLOADED. What comes meanwhile waits.
    /// </summary>
    Task UnloadAsync(string id, TimeSpan patience, CancellationToken cancellationToken);
}
