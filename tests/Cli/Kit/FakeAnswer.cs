using System.Text;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Tests.Kit;

/// <summary>An answer that a test writes piece by piece.</summary>
internal sealed class FakeAnswer(FakeRoom room, Message message, Lock gate)
{
    public string MessageId => message.MessageId;

    public void Phase(AnswerPhase phase) => Progress(new() { Phase = phase });

    /// <summary>Tells how far it is, without a word.</summary>
    public void Progress(AnswerProgress progress)
    {
        (progress.MessageId, progress.RunId) = (message.MessageId, message.Answer.RunId);
        room.Signal(new() { AnswerProgress = progress });
    }

    /// <summary>Writes a piece and tells everybody.</summary>
    /// <param name="text">The piece.</param>
    /// <param name="lost">True: nobody is told, as when a signal is dropped under pressure.</param>
    public void Write(string text, bool lost = false)
    {
        TokenDelta delta;
        lock (gate)
        {
            var offset = Encoding.UTF8.GetByteCount(message.Parts[0].Text.Text);
            message.Parts[0].Text.Text += text;
            delta = new()
            {
                MessageId = message.MessageId,
                RunId = message.Answer.RunId,
                Offset = offset,
                Text = text,
                EndOffset = offset + Encoding.UTF8.GetByteCount(text),
            };
        }
        if (!lost)
            room.Signal(new() { TokenDelta = delta });
    }

    /// <summary>Of the arguments of every call.</summary>
    public static string Hash { get; } = new('c', 64);

    /// <summary>The agent wants to use a tool that acts.</summary>
    public void WantsTool(int number) =>
        room.Append(new() { ToolCallRequested = new() { ToolCall = CallOf(message.MessageId, number, ToolCallState.WaitingForApproval) } });

    public static ToolCall CallOf(string messageId, int number, ToolCallState state) => new()
    {
        MessageId = messageId,
        Number = number,
        Tool = "pin_message",
        Effect = ToolEffect.Acts,
        State = state,
        Arguments = "{\"message\":\"question\"}",
        ArgumentsSha256 = Hash,
        Reason = "it changes something.",
    };

    /// <summary>Another worker begins the answer again.</summary>
    public void BeginAgain()
    {
        lock (gate)
        {
            message.Answer.RunId += "+";
            message.Parts[0].Text.Text = "";
        }
    }

    public void Finish(AnswerState state = AnswerState.Complete, params Citation[] citations)
    {
        lock (gate)
        {
            message.Answer.State = state;
            message.Answer.Citations.AddRange(citations);
            message.Answer.FailureReason = state == AnswerState.Failed ? "MODEL_FAILED" : "";
            room.Append(new() { AnswerFinished = new() { Message = message.Clone() } });
        }
    }

    public static Citation Cite(int marker, string title, string heading, string quote)
    {
        var citation = new Citation { Marker = marker, DocumentTitle = title, Quote = quote, Verified = true, Place = new() };
        citation.Place.Headings.Add(heading);
        return citation;
    }
}
