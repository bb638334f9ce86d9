namespace GroupChat.Gateway.Sessions;

/// <summary>Some of a user's sessions.</summary>
/// <param name="Sessions">The newest first.</param>
/// <param name="NextToken">Where the next page begins; empty when there is none.</param>
internal sealed record SessionPage(IReadOnlyList<SessionRecord> Sessions, string NextToken);
