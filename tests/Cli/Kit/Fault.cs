namespace GroupChat.Cli.Tests.Kit;

/// <summary>What happens to a frame on its way out.</summary>
internal enum Fault
{
    /// <summary>It is sent.</summary>
    None,

    /// <summary>The stream breaks before it.</summary>
    CutBefore,

    /// <summary>It is sent and the stream breaks.</summary>
    CutAfter,

    /// <summary>It is lost, the stream goes on.</summary>
    Lose,

    /// <summary>It is sent twice.</summary>
    Repeat,
}
