namespace GroupChat.Agents.Models;

/// <summary>Names of what answers carry beside the properties that Microsoft.Extensions.AI knows.</summary>
internal static class AnswerProperties
{
    /// <summary>string: the quoted passage.</summary>
    public const string PassageId = "passage_id";

    /// <summary>long: first byte of the quote in its document, UTF-8.</summary>
    public const string StartByte = "start_byte";

    /// <summary>long: the byte after the quote.</summary>
    public const string EndByte = "end_byte";

    /// <summary>bool on a usage content: the counts are words, not tokens of a model.</summary>
    public const string Estimated = "estimated";
}
