namespace GroupChat.Cli.Sessions;

/// <summary>Who to sign in as, and where to say so.</summary>
/// <param name="Server">The server.</param>
/// <param name="Name">Display name of a new session.</param>
/// <param name="Note">Tells the person something worth knowing.</param>
internal sealed record SessionIdentity(Uri Server, string Name, Action<string> Note);
