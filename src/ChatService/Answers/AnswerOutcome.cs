using System.Text;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Metering;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Turns;

namespace GroupChat.Chat.Answers;

/// <summary>The one end of an answer.</summary>
/// <param name="State">Anything but generating.</param>
/// <param name="RunId">The last attempt, if there was one.</param>
/// <param name="Text">The whole text, or the text so far.</param>
internal sealed record AnswerOutcome(AnswerState State, RunId? RunId, string Text)
{
    public string ModelId { get; init; } = "";

    public IReadOnlyList<Citation> Citations { get; init; } = [];

    public Usage? Usage { get; init; }

    /// <summary>What models took for the run; where there is nothing, <see cref="Usage"/> is all of it.</summary>
    public IReadOnlyList<Charge> Charges { get; init; } = [];

    public string FailureReason { get; init; } = "";

    public Participant? CancelledBy { get; init; }

    public DateTimeOffset? RetryTime { get; init; }

    /// <summary>A text that is too long fails the answer, with as much of the text as may be kept.</summary>
    public AnswerOutcome WithinLimit() =>
        Encoding.UTF8.GetByteCount(Text) <= MessageRules.MaxAnswerBytes
            ? this
            : new(AnswerState.Failed, RunId, Utf8.Prefix(Text, MessageRules.MaxAnswerBytes))
            {
                ModelId = ModelId,
                Usage = Usage,
                Charges = Charges,
                FailureReason = FailureReasons.AnswerTooLong,
            };

    /// <summary>The message that the answer ends as.</summary>
    public Message Close(Message started) => started with
    {
        Parts = Text.Length == 0 ? [] : [ContentPart.OfAgent(Text)],
        Answer = started.Answer! with
        {
            State = State,
            RunId = RunId,
            ModelId = ModelId,
            Citations = Citations,
            Usage = Usage,
            FailureReason = FailureReason,
            CancelledBy = CancelledBy,
            RetryTime = RetryTime,
        },
    };
}
