namespace GroupChat.Agents.Turns;

/// <summary>Why a run failed, as the contract names it.</summary>
internal static class FailureReasons
{
    public const string ModelFailed = "MODEL_FAILED";
    public const string TurnTimeout = "TURN_TIMEOUT";
    public const string RetrievalFailed = "RETRIEVAL_FAILED";
    public const string AgentNotFound = "AGENT_NOT_FOUND";
    public const string WorkerLost = "WORKER_LOST";
    public const string QuestionTooLong = "QUESTION_TOO_LONG";
    public const string AnswerTooLong = "ANSWER_TOO_LONG";
}
