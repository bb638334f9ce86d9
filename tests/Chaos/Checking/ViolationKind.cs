namespace GroupChat.Chaos.Tests.Checking;

/// <summary>The ways in which a chat server can break its word.</summary>
internal enum ViolationKind
{
    /// <summary>The log does not run 1, 2, 3, ... up to its head.</summary>
    HoleInLog,

    /// <summary>Two servers show different logs.</summary>
    ServersDiffer,

    /// <summary>What was acknowledged is not in the log.</summary>
    Lost,

    /// <summary>What was acknowledged is in the log, elsewhere or otherwise than was said.</summary>
    Misplaced,

    /// <summary>One operation took effect more than once.</summary>
    Doubled,

    /// <summary>What was refused took effect.</summary>
    RefusedButDone,

    /// <summary>The log holds what nobody asked for.</summary>
    Unasked,

    /// <summary>What a deleted message said can still be read.</summary>
    Remembered,

    /// <summary>A retry was answered otherwise than the first try, or the same id with another text was taken.</summary>
    WrongRetryAnswer,

    /// <summary>A client was sent an event before the one that precedes it.</summary>
    Gap,

    /// <summary>A client was sent the same event twice.</summary>
    Repeated,

    /// <summary>A client was sent an older event after a newer one.</summary>
    Swapped,

    /// <summary>A client was sent something else than the log holds.</summary>
    Altered,

    /// <summary>A client was never sent the end of the log.</summary>
    Incomplete,

    /// <summary>A client was sent an event from after the end of its membership.</summary>
    AfterRevocation,

    /// <summary>A room's newest sequence became smaller, or was smaller than an event sent with it.</summary>
    HeadWentBack,

    /// <summary>What a client knows from events is not what the server's lists say.</summary>
    Diverged,

    /// <summary>An event that cannot follow those before: something came back from the dead.</summary>
    Resurrected,

    /// <summary>An agent began to answer, and the answer never ended.</summary>
    Unanswered,

    /// <summary>An answer that the contract does not provide for: an unknown token, a cursor not accepted, an internal error.</summary>
    Unexpected,
}
