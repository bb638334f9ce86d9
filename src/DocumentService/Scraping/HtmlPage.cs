namespace GroupChat.Documents.Scraping;

/// <summary>What is worth reading on a page.</summary>
/// <param name="Title">The page's title, one line; empty when it has none.</param>
/// <param name="Markdown">Its main content.</param>
internal sealed record HtmlPage(string Title, string Markdown);
