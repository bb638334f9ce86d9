using System.Collections.Concurrent;
using GroupChat.Agents.Llama;
using GroupChat.Agents.Llama.State;
using GroupChat.Agents.Neighbours.Llama.Wire;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Neighbours.Llama;

/// <summary>The folders in which the models of a worker process keep prompts: one and the same for all that name the same.</summary>
internal sealed class StateFolders(TimeProvider time, ILogger<LlamaEngine> logger)
{
    private readonly ConcurrentDictionary<State, StateFolder> _folders = new();

    public StateFolder? Of(State? state) => state is null ? null : _folders.GetOrAdd(
        state, wish => new StateFolder(new StateSettings(wish.Folder, wish.MostBytes, wish.Secret.ToByteArray()), time, logger));
}
