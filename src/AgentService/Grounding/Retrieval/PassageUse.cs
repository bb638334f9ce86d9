namespace GroupChat.Agents.Grounding.Retrieval;

/// <summary>What became of a passage that was found.</summary>
internal enum PassageUse
{
    Read,
    ReadBefore,
    OutOfScope,
    NoRoom,
    TooMany,
}
