namespace GroupChat.Agents.Grounding.Transcripts;

/// <summary>What one part of a prompt is made of.</summary>
internal enum TranscriptKind
{
    /// <summary>A message of the room.</summary>
    Said,

    /// <summary>Passages that were retrieved for a turn.</summary>
    Passages,

    /// <summary>A summary in the place of older parts.</summary>
    Summary,
}
