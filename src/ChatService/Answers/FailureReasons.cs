namespace GroupChat.Chat.Answers;

/// <summary>Why an answer ended without a worker saying so; a worker has reasons of its own.</summary>
internal static class FailureReasons
{
    public const string NoWorker = "NO_WORKER";
    public const string WorkerLost = "WORKER_LOST";
    public const string AnswerTooLong = "ANSWER_TOO_LONG";
    public const string QuotaExceeded = "QUOTA_EXCEEDED";
    public const string TooManyAnswers = "TOO_MANY_ANSWERS";
}
