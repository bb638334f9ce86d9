using System.Collections.Concurrent;
using System.Globalization;
using Google.Protobuf;
using GroupChat.Agents.Llama;
using GroupChat.Agents.Llama.State;
using GroupChat.Agents.Models;
using GroupChat.Agents.Models.Files;
using GroupChat.Agents.Neighbours.Llama.Wire;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Workers;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Agents.Neighbours.Llama;

/// <summary>Local models in the worker process.</summary>
internal sealed class LlamaEngines(
    [FromKeyedServices(LlamaWorkerKind.Name)] Worker worker, LlmOptions llm, StateStore states, TimeProvider time) : ILocalEngines
{
    private readonly ConcurrentDictionary<string, (EnginePlace Place, ModelHealth Health)> _places = new(StringComparer.Ordinal);

    public ILlamaEngine Of(string id, ModelOptions options, ModelHealth health)
    {
        var load = new LoadRequest
        {
            ModelId = id,
            Path = options.File,
            LibraryFolder = llm.NativePath,
            ContextTokens = options.ContextTokens,
            Parallel = options.Parallel,
            Threads = options.Threads,
            Embeds = options.Mode == ModelMode.Embed,
            Stamp = StampOf(options.File),
            Adapters = { options.Adapters.Select(ToWire) },
            State = StateOf(states.Settings),
        };
        health.Is(ModelState.Unloaded);
        var place = new EnginePlace(worker, load, report => Tell(health, report), TimeSpan.FromSeconds(llm.LoadSeconds), time);
        _places[id] = (place, health);
        return new WorkerLlamaEngine(place);
    }

    public bool Has(string id) => _places.ContainsKey(id);

    public async Task LoadAsync(string id, CancellationToken cancellationToken) =>
        (await _places[id].Place.EnterAsync(cancellationToken)).Dispose();

    public Task UnloadAsync(string id, TimeSpan patience, CancellationToken cancellationToken)
    {
        var (place, health) = _places[id];
        return place.LeaveAsync(patience, () => health.Is(ModelState.Unloaded), cancellationToken);
    }

    private static Adapter ToWire(AdapterOptions adapter) =>
        new() { Path = adapter.File, Scale = adapter.Scale, Name = adapter.CalledName, Optional = adapter.OnRequest };

    private static State? StateOf(StateSettings? settings) => settings is null
        ? null
        : new() { Folder = settings.Folder, MostBytes = settings.MostBytes, Secret = ByteString.CopyFrom(settings.Secret) };

    // A missing file is refused when it is loaded.
    private static string StampOf(string path) => new FileInfo(path) is { Exists: true } file
        ? string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc.Ticks}") : "";

    private static void Tell(ModelHealth health, LlamaLoadReport report)
    {
        if (!report.IsDone)
            health.Is(ModelState.Loading);
        else if (report.Error is null)
            health.Is(ModelState.Ready);
        else
            health.Is(ModelState.Unavailable, report.Error is DomainError error ? error.Message : "it could not be loaded");
    }
}
