namespace GroupChat.Agents.Grounding.Citing;

/// <summary>A piece of what a model writes: plain text, a quote, or markers that stand alone.</summary>
/// <param name="Text">As written, without the markers.</param>
internal sealed record AnswerPart(string Text)
{
    /// <summary>What is quoted, without marks around it; null when nothing is.</summary>
    public string? Words { get; init; }

    /// <summary>What stands between the quote, or the text before, and the markers.</summary>
    public string Gap { get; init; } = "";

    /// <summary>Numbers of passages that are named as sources.</summary>
    public IReadOnlyList<int> Marks { get; init; } = [];

    /// <summary>What ends the quote after its markers: the end of a line.</summary>
    public string After { get; init; } = "";

    public bool IsPlain => Words is null && Marks.Count == 0;
}
