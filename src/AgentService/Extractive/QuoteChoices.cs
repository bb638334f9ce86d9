using GroupChat.Agents.Models;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Extractive;

/// <summary>The sentences of a prompt's passages that may answer its question, best first: what a model may choose from.</summary>
internal sealed class QuoteChoices
{
    private const int Most = 12;
    private const int LongestQuote = 600;
    private const int MostCharacters = 3_000;

    private readonly Dictionary<string, Candidate> _byQuote = new(StringComparer.Ordinal);

    private QuoteChoices(string question) => Question = question;

    public string Question { get; }

    /// <summary>Each once, in their order.</summary>
    public IReadOnlyCollection<string> Quotes => _byQuote.Keys;

    public static QuoteChoices Of(IReadOnlyCollection<ChatMessage> prompt)
    {
        var asked = prompt.LastOrDefault(static message => message.Role == ChatRole.User && !string.IsNullOrWhiteSpace(message.Text));
        var passages = prompt.SelectMany(static message => message.Contents).OfType<PassageContent>();
        var candidates = passages.SelectMany(Candidate.From).ToList();
        var choices = new QuoteChoices(asked?.Text ?? "");
        var left = MostCharacters;
        foreach (var ranked in new SentenceRanker(Extractive.Question.Parse(choices.Question), candidates).Rank())
        {
            var quote = ranked.Candidate.Quote;
            if (quote.Length > Math.Min(LongestQuote, left) || !choices._byQuote.TryAdd(quote, ranked.Candidate))
                continue;
            left -= quote.Length;
            if (choices._byQuote.Count == Most)
                break;
        }
        return choices;
    }

    /// <summary>Null for what is none of them.</summary>
    public Candidate? Find(string quote) => _byQuote.GetValueOrDefault(quote);
}
