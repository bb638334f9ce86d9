namespace GroupChat.Chat.Log;

/// <summary>Hears of events once they are durable, in commit order, on the thread that commits: it must be quick and never wait.</summary>
internal interface ICommitListener
{
    void Committed(IReadOnlyList<AppendedEvent> events);
}
