namespace GroupChat.Cli.Commands;

/// <summary>What the global options came to.</summary>
/// <param name="Server">The server.</param>
/// <param name="Name">Display name of a new session.</param>
/// <param name="Profile">Which stored session.</param>
/// <param name="Quiet">No notes.</param>
/// <param name="StateFolder">Where sessions are kept.</param>
internal sealed record ClientSettings(Uri Server, string Name, string Profile, bool Quiet, string StateFolder);
