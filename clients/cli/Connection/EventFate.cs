namespace GroupChat.Cli.Connection;

/// <summary>What becomes of an event that arrived.</summary>
internal enum EventFate
{
    /// <summary>The next one: to be shown.</summary>
    New,

    /// <summary>Seen before, or to come again: to be dropped.</summary>
    Repeated,

    /// <summary>One before it is missing: to be asked for again.</summary>
    Gap,
}
