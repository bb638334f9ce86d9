namespace GroupChat.Agents.Grounding;

/// <summary>Where in a document a quote stands, as the stored text says.</summary>
/// <param name="Headings">From the top down.</param>
/// <param name="StartByte">Inclusive, bytes of UTF-8.</param>
/// <param name="EndByte">Exclusive.</param>
/// <param name="Page">From 1; 0 without pages.</param>
internal sealed record QuotePlace(IReadOnlyList<string> Headings, long StartByte, long EndByte, int Page);
