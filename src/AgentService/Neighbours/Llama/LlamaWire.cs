using GroupChat.Agents.Llama;
using GroupChat.Agents.Llama.Grammar;
using GroupChat.Agents.Neighbours.Llama.Wire;

namespace GroupChat.Agents.Neighbours.Llama;

/// <summary>Between the engine's types and the messages of the worker.</summary>
internal static class LlamaWire
{
    public static LoadResponse ToWire(this LlamaModelInfo model) => new()
    {
        Description = model.Description,
        Parameters = model.Parameters,
        Bytes = model.Bytes,
        VocabularySize = model.VocabularySize,
        EmbeddingSize = model.EmbeddingSize,
        TrainedContextTokens = model.TrainedContextTokens,
        ContextTokens = model.ContextTokens,
    };

    public static LlamaModelInfo FromWire(this LoadResponse model) => new(
        model.Description, model.Parameters, model.Bytes, model.VocabularySize, model.EmbeddingSize, model.TrainedContextTokens, model.ContextTokens);

    public static GenerateRequest ToWire(this LlamaRequest request, string modelId) => new()
    {
        ModelId = modelId,
        Messages = { request.Messages.Select(ToWire) },
        Tokens = { request.Tokens },
        MaxTokens = request.MaxTokens,
        Sampling = request.Sampling.ToWire(),
        Grammar = request.Grammar?.Text ?? "",
        Stop = { request.Stop },
        RoomKey = request.RoomKey,
        UserKey = request.UserKey,
        Weight = request.Weight,
        Adapters = request.Adapters is { } uses ? new() { Uses = { uses.Select(ToWire) } } : null,
    };

    public static LlamaRequest FromWire(this GenerateRequest request) => new()
    {
        Messages = [.. request.Messages.Select(FromWire)],
        Tokens = [.. request.Tokens],
        MaxTokens = request.MaxTokens,
        Sampling = (request.Sampling ?? new()).FromWire(),
        Grammar = request.Grammar.Length == 0 ? null : GbnfGrammar.Parse(request.Grammar),
        Stop = [.. request.Stop],
        RoomKey = request.RoomKey,
        UserKey = request.UserKey,
        Weight = request.Weight,
        Adapters = request.Adapters is { } choice ? [.. choice.Uses.Select(static use => new Models.AdapterUse(use.Name, use.HasScale ? use.Scale : null))] : null,
    };

    private static AdapterUse ToWire(Models.AdapterUse use)
    {
        var wire = new AdapterUse { Name = use.Name };
        if (use.Scale is { } scale)
            wire.Scale = scale;
        return wire;
    }

    public static Message ToWire(this LlamaMessage message) => new() { Role = message.Role, Content = message.Content };

    public static LlamaMessage FromWire(this Message message) => new(message.Role, message.Content);

    public static GenerateResponse ToWire(this LlamaStep step, LlamaCounters counters) => step switch
    {
        LlamaQueued queued => new() { Queued = new() { Position = queued.Position } },
        LlamaPrefill prefill => new() { Prefill = new() { Done = prefill.Done, Total = prefill.Total } },
        LlamaText text => new() { Text = new() { Text_ = text.Text, Generated = text.Generated } },
        LlamaEnd end => new() { End = EndOf((int)end.Reason, end.Usage, counters) },
        _ => throw new InvalidOperationException("The engine tells of something unknown."),
    };

    public static LlamaStep FromWire(this GenerateResponse response) => response.StepCase switch
    {
        GenerateResponse.StepOneofCase.Queued => new LlamaQueued(response.Queued.Position),
        GenerateResponse.StepOneofCase.Prefill => new LlamaPrefill(response.Prefill.Done, response.Prefill.Total),
        GenerateResponse.StepOneofCase.Text => new LlamaText(response.Text.Text_, response.Text.Generated),
        GenerateResponse.StepOneofCase.End => new LlamaEnd(
            (LlamaStop)response.End.Reason, response.End.UsageOf()),
        _ => throw LlamaErrors.EngineFailed("the worker said nothing that is known"),
    };

    public static LlamaCounters FromWire(this Counters counters) => new()
    {
        Computed = counters.Computed,
        Cached = counters.Cached,
        Generated = counters.Generated,
        Steps = counters.Steps,
        Waiting = counters.Waiting,
        Running = counters.Running,
    };

    /// <summary>A request that was given up.</summary>
    public static GenerateResponse ToWire(this LlamaUsage usage, LlamaCounters counters) => new() { GivenUp = EndOf(0, usage, counters) };

    public static LlamaUsage UsageOf(this End end) => new(end.Computed, end.Cached, end.Generated);

    private static End EndOf(int reason, LlamaUsage usage, LlamaCounters counters) => new()
    {
        Reason = reason,
        Computed = usage.Computed,
        Cached = usage.Cached,
        Generated = usage.Generated,
        Counters = new()
        {
            Computed = counters.Computed,
            Cached = counters.Cached,
            Generated = counters.Generated,
            Steps = counters.Steps,
            Waiting = counters.Waiting,
            Running = counters.Running,
        },
    };

    private static Sampling ToWire(this LlamaSampling sampling)
    {
        var wire = new Sampling
        {
            Temperature = sampling.Temperature,
            TopK = sampling.TopK,
            TopP = sampling.TopP,
            MinP = sampling.MinP,
            RepeatPenalty = sampling.RepeatPenalty,
            FrequencyPenalty = sampling.FrequencyPenalty,
            PresencePenalty = sampling.PresencePenalty,
            PenaltyTokens = sampling.PenaltyTokens,
        };
        if (sampling.Seed is { } seed)
            wire.Seed = seed;
        return wire;
    }

    private static LlamaSampling FromWire(this Sampling sampling) => new()
    {
        Temperature = sampling.Temperature,
        TopK = sampling.TopK,
        TopP = sampling.TopP,
        MinP = sampling.MinP,
        RepeatPenalty = sampling.RepeatPenalty,
        FrequencyPenalty = sampling.FrequencyPenalty,
        PresencePenalty = sampling.PresencePenalty,
        PenaltyTokens = sampling.PenaltyTokens,
        Seed = sampling.HasSeed ? sampling.Seed : null,
    };
}
