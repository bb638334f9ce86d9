namespace GroupChat.Agents.Extractive;

internal enum SentenceKind
{
    Prose,
    ListItem,
    TableRow,

    /// <summary>A whole fenced or indented block; half a fence is never quoted.</summary>
    Code,

    /// <summary>A sentence that announces a list or code, together with it.</summary>
    Introduced,

    /// <summary>Two sentences that follow each other, for what one alone does not answer.</summary>
    Pair,

    /// <summary>Two sentences of which the second begins with a pronoun, and so goes on about the first.</summary>
    Continued,

    /// <summary>A question in a list of questions and answers: it labels what follows.</summary>
    Question,
}
