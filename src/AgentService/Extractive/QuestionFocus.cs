namespace GroupChat.Agents.Extractive;

/// <summary>What kind of thing answers a question, where its first words tell.</summary>
internal enum QuestionFocus
{
    Anything,

    /// <summary>How many, how long, which port: a number.</summary>
    Quantity,

    /// <summary>How do I: an instruction, a command.</summary>
    Procedure,

    /// <summary>Why: a reason.</summary>
    Reason,
}
