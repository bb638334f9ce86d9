namespace GroupChat.Agents.Grounding.Transcripts;

/// <summary>Why a prompt changed before its end.</summary>
internal enum CompactionReason
{
    /// <summary>The model's context was full: the oldest part was summarised.</summary>
    ContextFull,

    /// <summary>A message that it holds was edited, or an answer made again.</summary>
    MessageEdited,

    /// <summary>A message that it holds was deleted, or is out of reach.</summary>
    MessageGone,

    /// <summary>A document that it holds passages of is gone.</summary>
    DocumentGone,

    /// <summary>The agent has other instructions.</summary>
    AgentChanged,

    /// <summary>More was said since the last turn than is read: the older part was left out.</summary>
    TooMuchSaid,

    /// <summary>A summary was made of what has been edited or deleted.</summary>
    SummaryDropped,

    /// <summary>The room could not be read: this one prompt was made of the newest messages only.</summary>
    RoomUnavailable,
}
