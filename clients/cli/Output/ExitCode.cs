namespace GroupChat.Cli.Output;

/// <summary>What the process says to the shell that called it.</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>The server said no, or part of the work failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The answer was stopped, failed or was interrupted.</summary>
    public const int AnswerIncomplete = 3;

    /// <summary>No server answered.</summary>
    public const int Unreachable = 4;

    /// <summary>Ctrl-C.</summary>
    public const int Interrupted = 130;
}
