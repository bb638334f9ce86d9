using GroupChat.Agents.Models.Pipeline;
using GroupChat.Agents.Models.Remote;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Models;

/// <summary>
/// Makes a configured model: the way to its server, and around it, from the inside out, plain prompts, its state, further
/// attempts, kept answers, another model in its place, and telemetry.
/// </summary>
internal sealed class ModelFactory(Func<string, Model?> find, TimeProvider time)
{
    public Model Make(string id, ModelOptions given)
    {
        var options = Named(id, given);
        var health = new ModelHealth();
        IChatClient client = new HealthChatClient(new PlainPromptChatClient(Provider(options)), health);
        client = new RetryChatClient(client, options.Retries, time);
        if (options.CacheSeconds > 0)
            client = new CacheChatClient(client, TimeSpan.FromSeconds(options.CacheSeconds), time);
        if (options.Fallback.Length > 0)
            client = new FailoverChatClient(client, () => find(options.Fallback)!.Client);
        return new Model(
            id,
            options.DisplayName,
            options.Provider == ModelProvider.Ollama ? OllamaChatClient.Name : OpenAIChatClient.Name,
            $"{options.Model} at {options.BaseAddress.Host}",
            Generative: true,
            new TelemetryChatClient(client, time))
        { Health = health };
    }

    private IChatClient Provider(ModelOptions options) => options.Provider switch
    {
        ModelProvider.Ollama => new OllamaChatClient(options, time),
        _ => new OpenAIChatClient(options, time),
    };

    private static ModelOptions Named(string id, ModelOptions options)
    {
        options.Model = options.Model.Length > 0 ? options.Model : id;
        options.DisplayName = options.DisplayName.Length > 0 ? options.DisplayName : options.Model;
        return options;
    }
}
