using GroupChat.Agents.Llama;
using GroupChat.Agents.Models;
using GroupChat.Agents.Neighbours.Llama.Wire;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Workers;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Agents.Neighbours.Llama;

/// <summary>Local models in the worker process.</summary>
internal sealed class LlamaEngines([FromKeyedServices(LlamaWorkerKind.Name)] Worker worker, LlmOptions llm)
{
    /// <param name="id">Of the model.</param>
    /// <param name="options">Its settings.</param>
    /// <param name="health">Learns how its loading goes.</param>
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
        };
        health.Is(ModelState.Unloaded);
        return new WorkerLlamaEngine(worker, load, report => Tell(health, report));
    }

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
