using GroupChat.Agents.Models;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Turns;

/// <summary>What a run has so far: the text, which is told to the listener as it grows, the citations claimed and the cost.</summary>
internal sealed class Draft(string runId, int mostBytes, ITurnListener listener)
{
    private readonly AnswerText _text = new(runId, mostBytes);
    private readonly UsageDetails _usage = new();
    private bool _hasUsage;
    private bool _estimated;

    public string Text => _text.ToString();

    public List<CitationAnnotation> Citations { get; } = [];

    public void Add(ChatResponseUpdate update)
    {
        foreach (var content in update.Contents)
        {
            switch (content)
            {
                case TextContent text:
                    Tell(_text.Append(text.Text));
                    Citations.AddRange((text.Annotations ?? []).OfType<CitationAnnotation>());
                    break;
                case UsageContent usage:
                    Count(usage);
                    break;
                case ErrorContent error:
                    throw new TurnFailure(FailureReasons.ModelFailed, $"The model reported an error: {error.ErrorCode}.");
            }
        }
    }

    /// <exception cref="TurnFailure">Nothing was written.</exception>
    public void Close()
    {
        Tell(_text.Close());
        if (_text.ByteLength == 0)
            throw new TurnFailure(FailureReasons.ModelFailed, "The model ended without text.");
    }

    /// <summary>What the model reported, or a count of words where it reports nothing.</summary>
    public TurnUsage UsageFor(IEnumerable<ChatMessage> prompt)
    {
        if (_hasUsage)
            return new TurnUsage(_usage.InputTokenCount ?? 0, _usage.CachedInputTokenCount ?? 0, _usage.OutputTokenCount ?? 0, _estimated);
        return new TurnUsage(WordCount.Of(prompt), 0, WordCount.Of(Text), Estimated: true);
    }

    private void Count(UsageContent usage)
    {
        _hasUsage = true;
        _usage.Add(usage.Details);
        _estimated |= usage.AdditionalProperties?.TryGetValue(AnswerProperties.Estimated, out bool estimated) == true && estimated;
    }

    private void Tell(TurnDelta? delta)
    {
        if (delta is not null)
            listener.Wrote(delta);
    }
}
