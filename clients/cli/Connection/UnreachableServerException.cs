namespace GroupChat.Cli.Connection;

/// <summary>No server answered at the address within the patience of the command.</summary>
internal sealed class UnreachableServerException(Uri server, string why) : Exception($"no answer from {server}: {why}");
