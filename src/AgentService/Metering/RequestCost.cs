using GroupChat.Agents.Llama;
using GroupChat.Agents.Models;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Metering;

/// <summary>
/// What one request takes: what the engine measured, else what the model reported in its stream, else an estimate by what was seen.
/// </summary>
internal sealed class RequestCost(CostSheet sheet, CostKind kind, string modelId)
{
    private readonly Lock _gate = new();
    private readonly UsageDetails _reported = new();
    private LlamaCost? _measured;
    private bool _hasReport;
    private bool _reportIsEstimate;
    private long _promptWords;
    private long _words;

    /// <summary>The request goes out.</summary>
    public void Asked(IEnumerable<ChatMessage> prompt)
    {
        lock (_gate)
            _promptWords = WordCount.Of(prompt);
    }

    public void Saw(ChatResponseUpdate update)
    {
        lock (_gate)
        {
            foreach (var content in update.Contents)
            {
                if (content is UsageContent usage)
                    Report(usage);
                else
                    _words += WordCount.Of(content);
            }
        }
    }

    /// <summary>The engine says what it did, however the request ended.</summary>
    public void Measured(LlamaCost cost)
    {
        lock (_gate)
            _measured = cost;
    }

    /// <summary>The request has ended, in whatever way.</summary>
    public void Close()
    {
        lock (_gate)
            sheet.End(this, Total());
    }

    private void Report(UsageContent usage)
    {
        _hasReport = true;
        _reported.Add(usage.Details);
        _reportIsEstimate |= usage.AdditionalProperties?.TryGetValue(AnswerProperties.Estimated, out bool estimated) == true && estimated;
    }

    private ModelCost? Total()
    {
        if (_measured is { } measured)
        {
            var (computed, cached, generated) = measured.Usage;
            // It was refused, or left while it waited.
            return computed + cached + generated == 0 ? null : new(kind, modelId, computed + cached, cached, generated, measured.IsEstimate);
        }
        return _hasReport
            ? new(kind, modelId, _reported.InputTokenCount ?? 0, _reported.CachedInputTokenCount ?? 0, _reported.OutputTokenCount ?? 0, _reportIsEstimate)
            : new(kind, modelId, _promptWords, 0, _words, Estimated: true);
    }
}
