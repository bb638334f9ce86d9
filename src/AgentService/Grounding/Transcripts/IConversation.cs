namespace GroupChat.Agents.Grounding.Transcripts;

/// <summary>What is said in rooms, as an agent sees it; in another service.</summary>
internal interface IConversation
{
    /// <summary>Messages in one answer at most.</summary>
    const int MostMessages = 1_000;

    /// <summary>The newest messages, further back until all that are wanted are among them.</summary>
    Task<RoomView> ReadAsync(RoomReader reader, IReadOnlySet<string> wanted, CancellationToken cancellationToken);

    /// <summary>Messages that were edited or deleted after a position of the log; null when that cannot be told any more.</summary>
    Task<IReadOnlySet<string>?> ChangedAsync(RoomReader reader, string cursor, CancellationToken cancellationToken);
}
