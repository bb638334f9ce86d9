using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace GroupChat.Agents;

/// <summary>
/// What this service traces and measures. Names of models' work are those of the OpenTelemetry conventions for generative AI
/// (v1.41, still in development), the others ours. Units are UCUM; ids are never tags of a metric.
/// </summary>
internal static class AgentTelemetry
{
    public const string Name = "GroupChat.Agents";

    public const string OperationName = "gen_ai.operation.name";
    public const string ProviderName = "gen_ai.provider.name";
    public const string RequestModel = "gen_ai.request.model";
    public const string ResponseModel = "gen_ai.response.model";
    public const string FinishReasons = "gen_ai.response.finish_reasons";
    public const string InputTokens = "gen_ai.usage.input_tokens";
    public const string OutputTokens = "gen_ai.usage.output_tokens";
    public const string TokenType = "gen_ai.token.type";
    public const string AgentName = "gen_ai.agent.name";
    public const string AgentId = "gen_ai.agent.id";
    public const string ConversationId = "gen_ai.conversation.id";
    public const string ErrorType = "error.type";

    private static readonly Meter Meter = new(Name);

    public static ActivitySource Activities { get; } = new(Name);

    /// <summary>Time of one request to a model.</summary>
    public static Histogram<double> OperationDuration { get; } = Meter.CreateHistogram<double>("gen_ai.client.operation.duration", "s");

    /// <summary>Time until a model's first text.</summary>
    public static Histogram<double> TimeToFirstChunk { get; } =
        Meter.CreateHistogram<double>("gen_ai.client.operation.time_to_first_chunk", "s");

    /// <summary>Tokens of one request, input or output.</summary>
    public static Histogram<long> TokenUsage { get; } = Meter.CreateHistogram<long>("gen_ai.client.token.usage", "{token}");

    /// <summary>Time of one run of a turn, by how it ended.</summary>
    public static Histogram<double> TurnDuration { get; } = Meter.CreateHistogram<double>("groupchat.turn.duration", "s");

    /// <summary>Citations that models claimed, by whether the quote was found.</summary>
    public static Counter<long> Citations { get; } = Meter.CreateCounter<long>("groupchat.citations", "{citation}");
}
