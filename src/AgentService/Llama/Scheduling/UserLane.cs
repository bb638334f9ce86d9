namespace GroupChat.Agents.Llama.Scheduling;

/// <summary>One user's requests, and what the user has had.</summary>
internal sealed class UserLane(string key)
{
    public string Key => key;

    /// <summary>Those that wait, the next one first.</summary>
    public LinkedList<Generation> Waiting { get; } = [];

    /// <summary>Those that are worked on.</summary>
    public int Running { get; set; }

    /// <summary>Tokens computed and generated for the user, by weight.</summary>
    public double Served { get; set; }

    /// <summary>Who comes first: who has had less, and of equals who has less in work.</summary>
    public int CompareTo(UserLane other) => Served == other.Served ? Running.CompareTo(other.Running) : Served.CompareTo(other.Served);

    public bool IsActive => Running > 0 || Waiting.Count > 0;
}
