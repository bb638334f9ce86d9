using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.ToolCalls;
using GroupChat.Chat.Turns;

namespace GroupChat.Chat.Answers;

/// <summary>What is known about an agent's answer beyond its text.</summary>
/// <param name="TurnId">The work of answering; stable over retries.</param>
/// <param name="RunId">The last attempt; null before the first.</param>
/// <param name="Question">The message that is answered.</param>
/// <param name="State">Where it is in its life.</param>
internal sealed record Answer(TurnId TurnId, RunId? RunId, MessageId Question, AnswerState State)
{
    /// <summary>The model that answered; empty until known.</summary>
    public string ModelId { get; init; } = "";

    /// <summary>Sources, in the order of their markers in the text.</summary>
    public IReadOnlyList<Citation> Citations { get; init; } = [];

    /// <summary>By number. Events do not carry them: calls have events of their own.</summary>
    public IReadOnlyList<ToolCall> ToolCalls { get; init; } = [];

    public Usage? Usage { get; init; }

    /// <summary>Why it failed or was interrupted; else empty.</summary>
    public string FailureReason { get; init; } = "";

    public Participant? CancelledBy { get; init; }

    /// <summary>Its place among the turns since the last message of a person, from 1; 0 in logs that are older than this count.</summary>
    public int TurnNumber { get; init; }

    /// <summary>From 1, one more each time that it is made again; 0 in logs that are older than versions.</summary>
    public int Version { get; init; }

    /// <summary>The person whose use it counts as; null in logs that are older than that.</summary>
    public UserId? AskedBy { get; init; }

    /// <summary>When another question may be asked, for one that was over quota.</summary>
    public DateTimeOffset? RetryTime { get; init; }
}
