namespace GroupChat.Agents.Grounding.Transcripts;

/// <summary>A transcript as it is stored.</summary>
/// <param name="Key">Whose it is.</param>
/// <param name="Transcript">What it holds.</param>
/// <param name="Revision">Grows with every change.</param>
/// <param name="UpdateTime">When the agent answered last.</param>
internal sealed record KeptTranscript(TranscriptKey Key, Transcript Transcript, long Revision, DateTimeOffset UpdateTime);
