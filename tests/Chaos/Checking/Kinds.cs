namespace GroupChat.Chaos.Tests.Checking;

/// <summary>The kinds of facts that rules know by name. Every other event goes by the name of its arm.</summary>
internal static class Kinds
{
    public const string Posted = "MessagePosted";
    public const string Deleted = "MessageDeleted";
    public const string Joined = "MemberJoined";
    public const string Left = "MemberLeft";
    public const string Answering = "AnswerStarted";
    public const string Answered = "AnswerFinished";
}
