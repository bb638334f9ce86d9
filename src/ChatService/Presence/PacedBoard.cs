using GroupChat.Chat.Delivery;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Presence;

/// <summary>
/// The latest signal about each member, told at most once a second each: what changes faster is merged. Viewers remember the
/// version they have seen and are shown what is newer, so nothing is queued for anybody. Guarded by its owner.
/// </summary>
internal sealed class PacedBoard(TimeProvider time)
{
    private const int Roomy = 1024;
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(1);

    private readonly Dictionary<UserId, PacedSubject> _subjects = [];
    private readonly SubjectList _byVersion = new();
    private readonly List<PacedSubject> _waiting = [];
    private int _tidyAt = Roomy;

    /// <summary>How long until something that waits may be told; null when nothing waits.</summary>
    public TimeSpan? NextDue => _waiting.Count == 0 ? null : _waiting.Min(subject => Gap - time.GetElapsedTime(subject.ToldAt));

    /// <summary>True when it was told at once.</summary>
    public bool Set(UserId user, Signal signal, ref long version)
    {
        var subject = Get(user);
        if (subject.Told is null || time.GetElapsedTime(subject.ToldAt) >= Gap)
        {
            Tell(subject, signal, ref version);
            return true;
        }

        if (subject.Waiting is null)
            _waiting.Add(subject);
        subject.Waiting = signal;
        return false;
    }

    /// <summary>Tells what has waited long enough; true when that was anything.</summary>
    public bool TellDue(ref long version)
    {
        var due = _waiting.Where(subject => time.GetElapsedTime(subject.ToldAt) >= Gap).ToList();
        foreach (var subject in due)
            Tell(subject, subject.Waiting!, ref version);

        return due.Count > 0;
    }

    /// <summary>What was said of somebody last, told or waiting.</summary>
    public Signal? Latest(UserId user) => _subjects.TryGetValue(user, out var known) ? known.Waiting ?? known.Told : null;

    public void Forget(UserId user)
    {
        if (!_subjects.Remove(user, out var subject))
            return;
        _byVersion.Remove(subject);
        _waiting.Remove(subject);
    }

    /// <summary>What was told after a version, newest first.</summary>
    public IEnumerable<PacedSubject> Since(long version)
    {
        for (var subject = _byVersion.Newest; subject is not null && subject.Version > version; subject = subject.Older)
            yield return subject;
    }

    private PacedSubject Get(UserId user)
    {
        if (_subjects.TryGetValue(user, out var known))
            return known;
        if (_subjects.Count >= _tidyAt)
            ForgetWhatIsOver();
        var added = new PacedSubject(user);
        _byVersion.AddOldest(added);
        return _subjects[user] = added;
    }

    // A room may stay open for months while people come and go. Doubling the limit keeps the price per member constant.
    private void ForgetWhatIsOver()
    {
        foreach (var over in _subjects.Values.Where(IsOver).ToList())
            Forget(over.User);
        _tidyAt = Math.Max(Roomy, _subjects.Count * 2);
    }

    private bool IsOver(PacedSubject subject) =>
        subject is { Waiting: null, Told: not Signal.Presence { IsPresent: true } }
        && time.GetElapsedTime(subject.ToldAt) >= RoomSignals.TypingHolds;

    private void Tell(PacedSubject subject, Signal signal, ref long version)
    {
        // What waited is told by this or outdated by it: also when a second has passed and the timer is late.
        if (subject.Waiting is not null)
            _waiting.Remove(subject);
        subject.Told = signal;
        subject.ToldAt = time.GetTimestamp();
        subject.Version = ++version;
        subject.Waiting = null;
        _byVersion.MoveToNewest(subject);
    }
}
