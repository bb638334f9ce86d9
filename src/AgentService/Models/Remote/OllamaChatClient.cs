using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Models.Remote;

/// <summary>A model of an Ollama server, by its own interface: one JSON object a line, the last of them with the counts.</summary>
internal sealed class OllamaChatClient(ModelOptions model, TimeProvider time) : IChatClient
{
    public const string Name = "ollama";

    private static readonly Uri Path = new("api/chat", UriKind.Relative);

    private readonly HttpClient _http = ModelHttp.Open(model);
    private readonly ChatClientMetadata _metadata = new(Name, model.BaseAddress, model.Model);

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        using var silence = new Silence(TimeSpan.FromSeconds(model.TimeoutSeconds), time, cancellationToken);
        using var response = await silence.HearAsync(stop => SendAsync(OllamaRequest.Of(model, messages, options).ToJsonString(), stop));
        await using var lines = await silence.HearAsync(async stop => new OllamaLines(await response.Content.ReadAsStreamAsync(stop)));
        for (var calls = 0; ;)
        {
            using var line = await silence.HearAsync(lines.NextAsync) ?? throw ModelFailure.Cut();
            var update = Read(line.RootElement, id, ref calls, out var isLast);
            if (update.Contents.Count > 0)
                yield return update;
            if (isLast)
                yield break;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        return serviceType == typeof(ChatClientMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;
    }

    public void Dispose() => _http.Dispose();

    private async ValueTask<HttpResponseMessage> SendAsync(string body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (model.ApiKey.Length > 0)
            request.Headers.Authorization = new("Bearer", model.ApiKey);
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.IsSuccessStatusCode)
            return response;
        response.Dispose();
        throw ModelFailure.Status((int)response.StatusCode, RetryDelay.Of(response, time));
    }

    private ChatResponseUpdate Read(JsonElement line, string id, ref int calls, out bool isLast)
    {
        try
        {
            if (line.TryGetProperty("error", out _))
                throw ModelFailure.Reported();
            isLast = line.TryGetProperty("done", out var done) && done.GetBoolean();
            var update = new ChatResponseUpdate(ChatRole.Assistant, Contents(line, ref calls)) { ResponseId = id, MessageId = id, ModelId = model.Model };
            if (isLast)
                End(update, line, calls);
            return update;
        }
        catch (InvalidOperationException)
        {
            throw ModelFailure.Unreadable();
        }
    }

    private static List<AIContent> Contents(JsonElement line, ref int calls)
    {
        var contents = new List<AIContent>();
        if (!line.TryGetProperty("message", out var message))
            return contents;
        if (message.TryGetProperty("content", out var text) && text.GetString() is { Length: > 0 } words)
            contents.Add(new TextContent(words));
        if (!message.TryGetProperty("tool_calls", out var called) || called.ValueKind != JsonValueKind.Array)
            return contents;
        foreach (var function in called.EnumerateArray().Select(static call => call.GetProperty("function")))
            contents.Add(ToolText.Call($"call-{++calls}", function.GetProperty("name").GetString() ?? "", function.GetProperty("arguments").GetRawText()));
        return contents;
    }

    private static void End(ChatResponseUpdate update, JsonElement line, int calls)
    {
        var reason = line.TryGetProperty("done_reason", out var done) ? done.GetString() : null;
        update.FinishReason = calls > 0 ? ChatFinishReason.ToolCalls : reason == "length" ? ChatFinishReason.Length : ChatFinishReason.Stop;
        var (read, written) = (Count("prompt_eval_count"), Count("eval_count"));
        update.Contents.Add(new UsageContent(new UsageDetails { InputTokenCount = read, OutputTokenCount = written, TotalTokenCount = read + written }));

        long Count(string name) => line.TryGetProperty(name, out var count) && count.TryGetInt64(out var tokens) && tokens > 0 ? tokens : 0;
    }
}
