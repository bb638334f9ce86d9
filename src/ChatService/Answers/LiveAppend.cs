namespace GroupChat.Chat.Answers;

/// <summary>What became of text that a run wrote.</summary>
internal enum LiveAppend
{
    Added,

    /// <summary>Another run writes now, or the text belongs elsewhere.</summary>
    Dropped,

    /// <summary>The answer would be longer than allowed; nothing was added.</summary>
    TooLong,
}
