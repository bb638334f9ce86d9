namespace GroupChat.Chaos.Tests.Processes;

/// <summary>What a run's servers keep their rooms in.</summary>
internal enum Backend
{
    /// <summary>One server on SQLite.</summary>
    Sqlite,

    /// <summary>Two servers on one PostgreSQL and one Redis.</summary>
    Postgres,
}
