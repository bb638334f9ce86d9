namespace GroupChat.Agents.Safety;

/// <summary>Settings under "Answers".</summary>
internal sealed class AnswersOptions
{
    /// <summary>
    /// Hosts whose addresses may stand in answers that a model writes, as "docs.example.com", or ".example.com" for all below it.
    /// Default none: only addresses that the question itself names.
    /// </summary>
    public List<string> LinkHosts { get; set; } = [];
}
