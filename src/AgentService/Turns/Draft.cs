using GroupChat.Agents.Models;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Turns;

/// <summary>What a run has so far: the text, which is told to the listener as it grows, and the citations claimed.</summary>
internal sealed class Draft(string runId, int mostBytes, ITurnListener listener)
{
    private readonly AnswerText _text = new(runId, mostBytes);

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
                case ModelProgress progress:
                    listener.Progressed(progress);
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

    private void Tell(TurnDelta? delta)
    {
        if (delta is not null)
            listener.Wrote(delta);
    }
}
