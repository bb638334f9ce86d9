namespace GroupChat.Cli.Asking;

/// <summary>A question to an agent.</summary>
/// <param name="RoomId">Where it is asked.</param>
/// <param name="Key">Idempotency key of its message.</param>
/// <param name="Agent">The agent's handle.</param>
/// <param name="Text">The question.</param>
internal sealed record Question(string RoomId, string Key, string Agent, string Text);
