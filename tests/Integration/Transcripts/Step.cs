namespace GroupChat.Integration.Tests.Transcripts;

/// <summary>One step of the conversation. It says what must be so; the transcript says that it is the same over every protocol.</summary>
internal sealed record Step(string Title, Func<Stage, Task> Act);
