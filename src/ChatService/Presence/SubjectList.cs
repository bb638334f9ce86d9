namespace GroupChat.Chat.Presence;

/// <summary>
/// Subjects by the version that was told of them last. Linked through themselves: there is one for every room that anybody has open,
/// and a node for each would cost as much as the subject.
/// </summary>
internal sealed class SubjectList
{
    public PacedSubject? Oldest { get; private set; }

    public PacedSubject? Newest { get; private set; }

    public void AddOldest(PacedSubject subject)
    {
        (subject.Older, subject.Newer) = (null, Oldest);
        if (Oldest is null)
            Newest = subject;
        else
            Oldest.Older = subject;
        Oldest = subject;
    }

    public void MoveToNewest(PacedSubject subject)
    {
        Remove(subject);
        (subject.Older, subject.Newer) = (Newest, null);
        if (Newest is null)
            Oldest = subject;
        else
            Newest.Newer = subject;
        Newest = subject;
    }

    public void Remove(PacedSubject subject)
    {
        if (subject.Older is null)
            Oldest = subject.Newer;
        else
            subject.Older.Newer = subject.Newer;
        if (subject.Newer is null)
            Newest = subject.Older;
        else
            subject.Newer.Older = subject.Older;
        (subject.Older, subject.Newer) = (null, null);
    }
}
