namespace GroupChat.Chat.Answers;

/// <summary>The life of an answer: it leaves <see cref="Generating"/> for exactly one of the others.</summary>
internal enum AnswerState
{
    Generating = 1,
    Complete = 2,
    Cancelled = 3,
    Failed = 4,
    Interrupted = 5,
}
