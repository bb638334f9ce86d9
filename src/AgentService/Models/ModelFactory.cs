using GroupChat.Agents.Extractive;
using GroupChat.Agents.Llama;
using GroupChat.Agents.Metering;
using GroupChat.Agents.Models.Embeddings;
using GroupChat.Agents.Models.Pipeline;
using GroupChat.Agents.Models.Remote;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Models;

/// <summary>
/// Makes a configured model: the way to its server, and around it, from the inside out, plain prompts, its meter, its state, its log, further
/// attempts, kept answers, another model in its place, and telemetry.
/// </summary>
/// <param name="find">A model by its id, once all are made.</param>
/// <param name="engine">The engine of a local model.</param>
/// <param name="llm">How local models are shared.</param>
/// <param name="time">For pauses, silences and what is kept.</param>
/// <param name="logger">Hears of every request.</param>
internal sealed class ModelFactory(
    Func<string, Model?> find, Func<string, ModelOptions, ModelHealth, ILlamaEngine> engine, LlmOptions llm, TimeProvider time, ILogger<LogChatClient> logger)
{
    public Model Make(string id, ModelOptions given)
    {
        var options = Named(id, given);
        return options.Mode == ModelMode.Embed ? Embedder(id, options) : Answering(id, options);
    }

    private Model Embedder(string id, ModelOptions options)
    {
        var health = new ModelHealth();
        return ModelOf(id, options, new EmbedsOnly(id)) with
        {
            Health = health,
            Embedder = new EmbedderFactory(engine, time).Make(id, options, health),
        };
    }

    private Model Answering(string id, ModelOptions options)
    {
        var health = new ModelHealth();
        IChatClient client = new MeterChatClient(Provider(id, options, health), id);
        if (options.Mode == ModelMode.Quote)
            client = new QuoteChatClient(client);
        client = new LogChatClient(new HealthChatClient(client, health), id, time, logger);
        client = new RetryChatClient(client, options.Retries, time);
        if (options.CacheSeconds > 0)
            client = new CacheChatClient(client, TimeSpan.FromSeconds(options.CacheSeconds), time);
        if (options.Fallback.Length > 0)
            client = new FailoverChatClient(client, () => find(options.Fallback)!.Client);
        return ModelOf(id, options, new TelemetryChatClient(client, time)) with
        {
            Health = health,
            ContextTokens = options.ContextTokens,
            MaxOutputTokens = options.MaxOutputTokens,
            Adapters = [.. options.Adapters.Select(static adapter => adapter.CalledName)],
        };
    }

    private static Model ModelOf(string id, ModelOptions options, IChatClient client) => new(
        id,
        options.DisplayName,
        NameOf(options.Provider),
        options.Provider == ModelProvider.Llama ? $"{Path.GetFileName(options.File)} on this machine" : $"{options.Model} at {options.BaseAddress.Host}",
        Generative: options.Mode == ModelMode.Write,
        client);

    private IChatClient Provider(string id, ModelOptions options, ModelHealth health) => options.Provider switch
    {
        ModelProvider.Llama => new LimitedAnswers(new LlamaChatClient(engine(id, options, health), id, time, llm.Shares), options.MaxOutputTokens),
        ModelProvider.Ollama => new PlainPromptChatClient(new OllamaChatClient(options, time)),
        _ => new PlainPromptChatClient(new OpenAIChatClient(options, time)),
    };

    private static string NameOf(ModelProvider? provider) => provider switch
    {
        ModelProvider.Llama => LlamaChatClient.Provider,
        ModelProvider.Ollama => OllamaChatClient.Name,
        _ => OpenAIChatClient.Name,
    };

    private static ModelOptions Named(string id, ModelOptions options)
    {
        options.Model = options.Model.Length > 0 ? options.Model : id;
        options.DisplayName = options.DisplayName.Length > 0 ? options.DisplayName : options.Model;
        return options;
    }
}
