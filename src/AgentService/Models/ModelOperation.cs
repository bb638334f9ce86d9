using System.Diagnostics;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Models;

/// <summary>One request to a model, as telemetry sees it; recorded when disposed.</summary>
internal sealed class ModelOperation : IDisposable
{
    public const string Chat = "chat";
    public const string Embeddings = "embeddings";

    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly Activity? _activity;
    private readonly UsageDetails _usage = new();
    private TagList _tags;
    private bool _hasText;

    /// <param name="name">Chat or Embeddings.</param>
    /// <param name="provider">What runs the model.</param>
    /// <param name="modelId">The model, if known.</param>
    /// <param name="time">Measures it.</param>
    public ModelOperation(string name, string? provider, string? modelId, TimeProvider time)
    {
        var model = modelId ?? "unknown";
        _time = time;
        _start = time.GetTimestamp();
        _tags = new TagList
        {
            { AgentTelemetry.OperationName, name },
            { AgentTelemetry.ProviderName, provider ?? "unknown" },
            { AgentTelemetry.RequestModel, model },
        };
        _activity = AgentTelemetry.Activities.StartActivity(ActivityKind.Client, tags: [.. _tags], name: $"{name} {model}");
    }

    /// <summary>Passes the step on, and notes how it fails.</summary>
    public async ValueTask<T> Watch<T>(ValueTask<T> step)
    {
        try
        {
            return await step;
        }
        catch (Exception error)
        {
            _tags.Add(AgentTelemetry.ErrorType, error.GetType().FullName);
            _activity?.SetTag(AgentTelemetry.ErrorType, error.GetType().FullName).SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }

    public void Saw(ChatResponseUpdate update)
    {
        if (!_hasText && update.Text.Length > 0)
        {
            _hasText = true;
            AgentTelemetry.TimeToFirstChunk.Record(_time.GetElapsedTime(_start).TotalSeconds, _tags);
        }
        foreach (var usage in update.Contents.OfType<UsageContent>())
            _usage.Add(usage.Details);
        if (update.ModelId is { } model)
            _activity?.SetTag(AgentTelemetry.ResponseModel, model);
        if (update.FinishReason is { } reason)
            _activity?.SetTag(AgentTelemetry.FinishReasons, new[] { reason.Value });
    }

    public void Used(UsageDetails usage) => _usage.Add(usage);

    public void Dispose()
    {
        AgentTelemetry.OperationDuration.Record(_time.GetElapsedTime(_start).TotalSeconds, _tags);
        Record("input", AgentTelemetry.InputTokens, _usage.InputTokenCount);
        Record("output", AgentTelemetry.OutputTokens, _usage.OutputTokenCount);
        _activity?.Dispose();
    }

    private void Record(string type, string attribute, long? count)
    {
        if (count is not { } tokens)
            return;
        _activity?.SetTag(attribute, tokens);
        var tags = _tags;
        tags.Add(AgentTelemetry.TokenType, type);
        AgentTelemetry.TokenUsage.Record(tokens, tags);
    }
}
