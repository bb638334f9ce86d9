using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Grounding.Citing;

/// <summary>
/// What a model writes, with its quotes and markers checked against the stored documents before they leave. A quote that stands
/// there gets the next number and its citation; one that names a source and stands nowhere is taken out, and so are markers behind
/// which nothing stands. Citations that a model makes up by other means are dropped.
/// </summary>
/// <param name="claims">What the answer may claim.</param>
/// <param name="stands">Whether a claim is true.</param>
/// <param name="removed">Hears of each quote and marker that is taken out.</param>
internal sealed class CitedAnswer(Claims claims, Func<CitationAnnotation, Task<bool>> stands, Action removed)
{
    public const string Removed = "(quote removed)";

    // Of the text before a marker.
    private const int MostSaid = 1_000;

    private readonly AnswerScanner _scanner = new();
    private readonly StringBuilder _said = new();
    private readonly Dictionary<(string Document, string Quote), int> _numbers = [];

    public async IAsyncEnumerable<ChatResponseUpdate> ReadAsync(
        IAsyncEnumerable<ChatResponseUpdate> updates, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var update in updates.WithCancellation(cancellationToken))
        {
            var checkedUpdate = update.Clone();
            checkedUpdate.Contents = [];
            foreach (var content in update.Contents)
            {
                if (content is TextContent text)
                    await AddAsync(checkedUpdate.Contents, _scanner.Add(text.Text));
                else
                    checkedUpdate.Contents.Add(content);
            }
            yield return checkedUpdate;
        }
        var rest = new ChatResponseUpdate(ChatRole.Assistant, new List<AIContent>());
        await AddAsync(rest.Contents, _scanner.Close());
        yield return rest;
    }

    private async Task AddAsync(IList<AIContent> contents, IReadOnlyList<AnswerPart> parts)
    {
        foreach (var part in parts)
        {
            var text = part.IsPlain ? new TextContent(part.Text) : part.Words is null ? await MarkersAsync(part) : await QuoteAsync(part);
            _said.Append(text.Text);
            if (_said.Length > 2 * MostSaid)
                _said.Remove(0, _said.Length - MostSaid);
            if (text.Text.Length > 0)
                contents.Add(text);
        }
    }

    private async Task<TextContent> QuoteAsync(AnswerPart part)
    {
        foreach (var claim in claims.Of(part))
        {
            if (await stands(claim))
                return Cited($"{part.Text}{(part.Marks.Count > 0 ? part.Gap : " ")}", [claim], part.After);
        }
        if (part.Marks.Count == 0)
            return new TextContent(part.Text + part.After);
        removed();
        return new TextContent($"{Removed}{part.Gap.TrimEnd(' ', '\t', '\n', '>')}{part.After}");
    }

    private async Task<TextContent> MarkersAsync(AnswerPart part)
    {
        var said = _said.ToString();
        var found = new List<CitationAnnotation>();
        foreach (var claim in part.Marks.Select(number => claims.Behind(number, said)).OfType<CitationAnnotation>())
        {
            if (await stands(claim))
                found.Add(claim);
        }
        if (found.Count > 0)
            return Cited(part.Gap, found, "");
        removed();
        return new TextContent("");
    }

    private TextContent Cited(string before, List<CitationAnnotation> found, string after)
    {
        var marks = new StringBuilder();
        var annotations = new List<AIAnnotation>();
        foreach (var claim in found)
        {
            var isNew = !_numbers.TryGetValue((claim.FileId!, claim.Snippet!), out var number);
            if (isNew)
            {
                _numbers[(claim.FileId!, claim.Snippet!)] = number = _numbers.Count + 1;
                annotations.Add(claim);
            }
            marks.Append('[').Append(number).Append(']');
        }
        return new TextContent($"{before}{marks}{after}") { Annotations = annotations };
    }
}
