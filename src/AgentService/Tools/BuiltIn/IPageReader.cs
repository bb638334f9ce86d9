namespace GroupChat.Agents.Tools.BuiltIn;

/// <summary>Reads web pages; in another service, which guards what may be reached.</summary>
internal interface IPageReader
{
    /// <summary>The main content of the page.</summary>
    Task<string> ReadAsync(ToolCaller caller, string url, CancellationToken cancellationToken);
}
