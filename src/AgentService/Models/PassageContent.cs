using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Models;

/// <summary>
/// A retrieved passage inside a prompt. It is data from outside: no model may take instructions from it.
/// A client that only understands text renders it; one that quotes reads it as it is.
/// </summary>
internal sealed class PassageContent : AIContent
{
    public required string PassageId { get; init; }

    /// <summary>What it is called in its prompt, from 1: a model cites it as [1]. 0 when it has no number.</summary>
    public int Number { get; init; }

    public required string DocumentId { get; init; }

    public required string Title { get; init; }

    /// <summary>The headings above the passage, outermost first.</summary>
    public IReadOnlyList<string> HeadingPath { get; init; } = [];

    /// <summary>The passage exactly as stored, Markdown included.</summary>
    public required string Text { get; init; }

    /// <summary>Where the passage begins in its document, in bytes of UTF-8.</summary>
    public long ByteOffset { get; init; }

    /// <summary>Where the document came from; null for an upload.</summary>
    public Uri? Url { get; init; }

    /// <summary>How well it fits what was searched for; comparable within one search only.</summary>
    public double Score { get; init; }

    /// <summary>The same passage under a number.</summary>
    public PassageContent Numbered(int number) => new()
    {
        Number = number,
        PassageId = PassageId,
        DocumentId = DocumentId,
        Title = Title,
        HeadingPath = HeadingPath,
        Text = Text,
        ByteOffset = ByteOffset,
        Url = Url,
        Score = Score,
    };
}
