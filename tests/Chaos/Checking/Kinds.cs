using System.Collections.Frozen;

namespace GroupChat.Chaos.Tests.Checking;

/// <summary>The kinds of facts that rules know by name. Every other event goes by the name of its arm.</summary>
internal static class Kinds
{
    public const string Posted = "MessagePosted";
    public const string Edited = "MessageEdited";
    public const string Deleted = "MessageDeleted";
    public const string Reacted = "ReactionAdded";
    public const string Unreacted = "ReactionRemoved";
    public const string Pinned = "MessagePinned";
    public const string Unpinned = "MessageUnpinned";
    public const string Joined = "MemberJoined";
    public const string Left = "MemberLeft";
    public const string Answering = "AnswerStarted";
    public const string Answered = "AnswerFinished";

    /// <summary>No event of its own: the log tells of marks some time after they have moved.</summary>
    public const string MarkMoved = "MarkMoved";

    /// <summary>A question, not a change: how far has the asker read?</summary>
    public const string MarkRead = "MarkRead";

    /// <summary>Changes without a key of their own: what is so already is acknowledged, too, and makes no event.</summary>
    public static FrozenSet<string> Changes { get; } =
        FrozenSet.Create(StringComparer.Ordinal, Edited, Deleted, Reacted, Unreacted, Pinned, Unpinned, Joined, Left);
}
