using GroupChat.Agents.Language.Structured;
using GroupChat.Agents.Metering;
using GroupChat.Agents.Models;
using GroupChat.Agents.Turns;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Agents.Grounding.Retrieval;

/// <summary>
/// What to search for: the question as asked, and for one that goes on from others also what it means there, written by the model
/// that answers, or by rules where it only quotes, fails or takes too long.
/// </summary>
internal sealed class QueryRewriter(GroundingOptions options, StructuredModel structured, TimeProvider time)
{
    private const int MostSaid = 6;
    private const int MostBytesSaid = 800;

    public async Task<IReadOnlyList<PassageQuery>> QueriesAsync(Turn turn, Model? model, CancellationToken cancellationToken)
    {
        var asked = PassageQuery.Asked(turn);
        if (options.Rewrite == QueryRewriting.Off || FollowUp.Rewritten(turn.QuestionText, turn.Recent) is not { } byRules)
            return [asked];
        var written = options.Rewrite == QueryRewriting.Auto && model is { Generative: true } ? await WrittenAsync(turn, model, cancellationToken) : null;
        return [asked, written ?? new(Utf8Prefix.Of(byRules, IPassageSearch.LongestQuery), QuerySource.Rules)];
    }

    private async Task<PassageQuery?> WrittenAsync(Turn turn, Model model, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(options.RewriteSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            var answer = await structured.AskAsync(model, QueryTask.Of, WordsOf(turn), turn.AsksFor(CostKind.Rewrite), either.Token);
            return new(answer.Value.Query, QuerySource.Model);
        }
        catch (Exception error) when (error is DomainError || !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static string WordsOf(Turn turn) => string.Join(
        '\n',
        turn.Recent.TakeLast(MostSaid).Append(turn.Question with { Text = turn.QuestionText })
            .Select(static said => $"{said.AuthorName}: {Utf8Prefix.Of(said.Text.ReplaceLineEndings(" "), MostBytesSaid)}"));
}
