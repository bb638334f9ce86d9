using System.Text;
using GroupChat.Agents.Catalog;
using GroupChat.Agents.Grounding;
using GroupChat.Agents.Models;
using GroupChat.Agents.Turns;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tests;

/// <summary>A room with one document, as far as an agent sees it.</summary>
internal sealed class Room : IPassageSearch, IQuoteVerifier
{
    public const string Document = "Tea is served at four. Coffee is served at ten. Cake comes on Sundays.";

    public static AgentProfile Assistant { get; } = new("agent:assistant", "assistant", "Assistant", "Answers.", "scripted", "You are Assistant.");

    public List<string> Queries { get; } = [];

    public Func<CancellationToken, Task<IReadOnlyList<PassageContent>>>? Searching { get; set; }

    public Func<IReadOnlyList<QuoteClaim>, CancellationToken, Task<IReadOnlyList<QuoteVerdict>>>? Verifying { get; set; }

    public static PassageContent Passage { get; } = new() { PassageId = "p1", DocumentId = "d1", Title = "Menu", Text = Document };

    public static RoomReader Reader { get; } = new("kitchen", "agent:assistant", "Assistant");

    public static Turn Ask(string text, params RoomMessage[] recent) =>
        new("turn", "run", "kitchen", Assistant, new RoomMessage("u1", "Ann", text), recent);

    public static CitationAnnotation Cite(string quote, string document = "d1") =>
        new() { FileId = document, Title = "Menu", Snippet = quote, AdditionalProperties = new() { [AnswerProperties.PassageId] = "p1" } };

    public Task<IReadOnlyList<PassageContent>> SearchAsync(RoomReader reader, string query, int limit, CancellationToken cancellationToken)
    {
        Queries.Add(query);
        return Searching?.Invoke(cancellationToken) ?? Task.FromResult<IReadOnlyList<PassageContent>>([Passage]);
    }

    public Task<IReadOnlyList<QuoteVerdict>> VerifyAsync(
        RoomReader reader, IReadOnlyList<QuoteClaim> quotes, CancellationToken cancellationToken) =>
        Verifying?.Invoke(quotes, cancellationToken) ?? Task.FromResult<IReadOnlyList<QuoteVerdict>>([.. quotes.Select(Judge)]);

    public static QuoteVerdict Judge(QuoteClaim claim)
    {
        var at = claim.DocumentId == "d1" ? Document.IndexOf(claim.Text, StringComparison.Ordinal) : -1;
        return at < 0
            ? new QuoteVerdict(null, "QUOTE_NOT_FOUND")
            : new QuoteVerdict(new QuotePlace(["Menu"], at, at + Encoding.UTF8.GetByteCount(claim.Text), 0));
    }
}
