namespace GroupChat.Agents.Tools;

/// <summary>Tools that come and go.</summary>
internal interface IToolSource
{
    /// <summary>Those that are there now.</summary>
    IEnumerable<Tool> Tools { get; }

    Tool? Find(string name);

    /// <summary>Asks whoever defines it what it is at this moment; null when it is no more, or nobody knows.</summary>
    Task<Tool?> FindNowAsync(string name, CancellationToken cancellationToken);
}
