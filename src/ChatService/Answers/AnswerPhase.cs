namespace GroupChat.Chat.Answers;

/// <summary>What an agent is doing.</summary>
internal enum AnswerPhase
{
    Queued = 1,
    Retrieving = 2,
    Generating = 3,
    UsingTools = 4,
    WaitingForApproval = 5,
}
