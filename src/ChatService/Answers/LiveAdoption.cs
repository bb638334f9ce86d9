namespace GroupChat.Chat.Answers;

/// <summary>What became of text that another node's worker wrote.</summary>
internal enum LiveAdoption
{
    /// <summary>It is known, or old, or too late.</summary>
    Nothing,

    Grown,

    /// <summary>A piece before it is missing.</summary>
    Gap,
}
