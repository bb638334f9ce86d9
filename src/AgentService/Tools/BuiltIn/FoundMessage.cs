namespace GroupChat.Agents.Tools.BuiltIn;

/// <summary>A message that was found.</summary>
internal sealed record FoundMessage(string MessageId, string AuthorName, DateTimeOffset At, string Text);
