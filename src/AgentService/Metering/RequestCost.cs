using GroupChat.Agents.Llama;
using GroupChat.Agents.Models;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Metering;

/// <summary>
/// What one request takes: what the engine measured, else what the model reported in its stream, else an estimate by what was seen.
/// </summary>
/// <param name="sheet">Where it is noted.</param>
/// <param name="kind">What it is for.</param>
/// <param name="modelId">The model that is asked.</param>
/// <param name="isMeasured">By an engine, which says what it did, however that ends: where it says nothing it did nothing.</param>
internal sealed class RequestCost(CostSheet sheet, CostKind kind, string modelId, bool isMeasured)
{
    private readonly Lock _gate = new();
    private readonly UsageDetails _reported = new();
    private LlamaCost? _measured;
    private bool _hasBegun;
    private bool _hasReport;
    private bool _reportIsEstimate;
    private long _promptWords;
    private long _words;

    public bool IsMeasured => isMeasured;

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
            _hasBegun = true;
            foreach (var content in update.Contents)
            {
                if (content is UsageContent usage)
                    Report(usage);
                else
                    _words += WordCount.Of(content);
            }
        }
    }

    /// <summary>What the engine that has the request did for it.</summary>
    public void Measured(LlamaCost cost)
    {
        lock (_gate)
            _measured = cost;
    }

    /// <summary>The request has ended, in whatever way.</summary>
    /// <param name="isLeft">It was left, so that nobody heard what it came to.</param>
    public void Close(bool isLeft)
    {
        lock (_gate)
            sheet.End(this, Total(isLeft));
    }

    private void Report(UsageContent usage)
    {
        _hasReport = true;
        _reported.Add(usage.Details);
        _reportIsEstimate |= usage.AdditionalProperties?.TryGetValue(AnswerProperties.Estimated, out bool estimated) == true && estimated;
    }

    private ModelCost? Total(bool isLeft)
    {
        if (_measured is { } measured)
        {
            var (computed, cached, generated) = measured.Usage;
            // It was refused, or left while it waited.
            return computed + cached + generated == 0 ? null : new(kind, modelId, computed + cached, cached, generated, measured.IsEstimate);
        }
        if (_hasReport)
            return new(kind, modelId, _reported.InputTokenCount ?? 0, _reported.CachedInputTokenCount ?? 0, _reported.OutputTokenCount ?? 0, _reportIsEstimate);
        // A request that failed before anything came is not paid for anywhere.
        return _hasBegun || (isLeft && !isMeasured) ? new(kind, modelId, _promptWords, 0, _words, Estimated: true) : null;
    }
}
