using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace GroupChat.Agents.Models.Remote;

/// <summary>A model behind the chat completions of OpenAI, at whatever server speaks them. An answer without an end is a failure.</summary>
internal sealed class OpenAIChatClient : IChatClient
{
    public const string Name = "openai";

    // The library wants one; servers without keys do not look at it.
    private const string NoKey = "none";

    private readonly ModelOptions _model;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly ChatClient _chat;
    private readonly ChatClientMetadata _metadata;

    public OpenAIChatClient(ModelOptions model, TimeProvider time)
    {
        (_model, _time, _http) = (model, time, ModelHttp.Open(model));
        _metadata = new(Name, model.BaseAddress, model.Model);
        _chat = new ChatClient(model.Model, new ApiKeyCredential(model.ApiKey.Length > 0 ? model.ApiKey : NoKey), ClientOptions(model, _http));
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var silence = new Silence(TimeSpan.FromSeconds(_model.TimeoutSeconds), _time, cancellationToken);
        var answer = _chat.CompleteChatStreamingAsync(OpenAIMessages.Of(messages), OpenAIOptions.Of(_model, options), silence.Token);
        await using var updates = answer.GetAsyncEnumerator(silence.Token);
        var calls = new SortedDictionary<int, Call>();
        var hasEnded = false;
        while (await silence.HearAsync(_ => MoveAsync(updates)))
        {
            var update = Read(updates.Current, calls);
            hasEnded |= update.FinishReason is not null;
            if (update.Contents.Count > 0 || update.FinishReason is not null)
                yield return update;
        }
        if (!hasEnded)
            throw ModelFailure.Cut();
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        return serviceType == typeof(ChatClientMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;
    }

    public void Dispose() => _http.Dispose();

    internal static OpenAIClientOptions ClientOptions(ModelOptions model, HttpClient http) => new()
    {
        Endpoint = model.BaseAddress,
        Transport = new HttpClientPipelineTransport(http),
        // Attempts and their pauses are ours, and prompts are not for its log.
        RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        NetworkTimeout = Timeout.InfiniteTimeSpan,
        ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
        EnableDistributedTracing = false,
    };

    /// <summary>Statuses become failures without the words of the server.</summary>
    private async ValueTask<bool> MoveAsync(IAsyncEnumerator<StreamingChatCompletionUpdate> updates)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (ClientResultException error) when (error.Status > 0)
        {
            throw ModelFailure.Status(error.Status, RetryDelay.Of(error.GetRawResponse(), _time));
        }
        catch (ClientResultException error) when (error.InnerException is { } inner)
        {
            throw ModelHttp.Meaning(inner);
        }
    }

    private ChatResponseUpdate Read(StreamingChatCompletionUpdate update, SortedDictionary<int, Call> calls)
    {
        var contents = new List<AIContent>();
        foreach (var part in update.ContentUpdate.Where(static part => part.Text is { Length: > 0 }))
            contents.Add(new TextContent(part.Text));
        if (update.RefusalUpdate is { Length: > 0 } refusal)
            contents.Add(new TextContent(refusal));
        foreach (var piece in update.ToolCallUpdates)
            Add(calls, piece);
        if (update.FinishReason is not null)
        {
            contents.AddRange(calls.Values.Select(static call => ToolText.Call(call.Id, call.Name, call.Arguments.ToString())));
            calls.Clear();
        }
        if (update.Usage is { } usage)
            contents.Add(Usage(usage));
        return new ChatResponseUpdate(ChatRole.Assistant, contents)
        {
            ResponseId = update.CompletionId,
            MessageId = update.CompletionId,
            ModelId = _model.Model,
            FinishReason = Reason(update.FinishReason),
        };
    }

    private static void Add(SortedDictionary<int, Call> calls, StreamingChatToolCallUpdate piece)
    {
        if (!calls.TryGetValue(piece.Index, out var call))
            calls[piece.Index] = call = new Call();
        call.Id = piece.ToolCallId is { Length: > 0 } id ? id : call.Id;
        call.Name = piece.FunctionName is { Length: > 0 } name ? name : call.Name;
        call.Arguments.Append(piece.FunctionArgumentsUpdate);
    }

    private static UsageContent Usage(ChatTokenUsage usage) => new(new UsageDetails
    {
        InputTokenCount = usage.InputTokenCount,
        CachedInputTokenCount = usage.InputTokenDetails?.CachedTokenCount,
        OutputTokenCount = usage.OutputTokenCount,
        TotalTokenCount = usage.TotalTokenCount,
    });

    private static ChatFinishReason? Reason(OpenAI.Chat.ChatFinishReason? reason) => reason switch
    {
        null => null,
        OpenAI.Chat.ChatFinishReason.Length => ChatFinishReason.Length,
        OpenAI.Chat.ChatFinishReason.ContentFilter => ChatFinishReason.ContentFilter,
        OpenAI.Chat.ChatFinishReason.ToolCalls or OpenAI.Chat.ChatFinishReason.FunctionCall => ChatFinishReason.ToolCalls,
        _ => ChatFinishReason.Stop,
    };

    private sealed class Call
    {
        public string Id { get; set; } = "";

        public string Name { get; set; } = "";

        public StringBuilder Arguments { get; } = new();
    }
}
