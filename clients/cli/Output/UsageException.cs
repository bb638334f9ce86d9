namespace GroupChat.Cli.Output;

/// <summary>The command line is wrong in a way the parser cannot see.</summary>
internal sealed class UsageException(string message) : Exception(message);
