using GroupChat.Cli.Asking;
using GroupChat.Cli.Commands;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;

namespace GroupChat.Cli.Evaluation;

/// <summary>Asks the questions of a set, one after the other, and looks its citations up anew.</summary>
internal sealed class EvaluationRun(Client client, string roomId, string agent)
{
    // In one call.
    private const int MostQuotes = 100;

    public async Task<EvaluationReport> RunAsync(IReadOnlyList<EvaluationQuestion> questions, CancellationToken cancellationToken)
    {
        var results = new List<EvaluationResult>();
        foreach (var question in questions)
        {
            client.Status.Show($"{results.Count + 1} of {questions.Count}: {question.Question}");
            var start = client.Shell.Time.GetTimestamp();
            var answer = await AskAsync(question, cancellationToken);
            var time = client.Shell.Time.GetElapsedTime(start);
            results.Add(EvaluationResult.Of(question, answer, await CorrectAsync(answer, cancellationToken), time));
        }
        client.Status.Clear();
        return new(results);
    }

    private async Task<Message?> AskAsync(EvaluationQuestion question, CancellationToken cancellationToken)
    {
        // Only the finished answer counts, so nothing is printed while it grows.
        await using var run = new AskRun(client, new(roomId, client.NewKey(), agent, question.Question), new AnswerPrinter(client, json: true));
        return await run.AnswerAsync(cancellationToken);
    }

    private async Task<int> CorrectAsync(Message? answer, CancellationToken cancellationToken)
    {
        var correct = 0;
        foreach (var some in (answer?.Answer.Citations ?? []).Chunk(MostQuotes))
        {
            var request = new VerifyQuotesRequest
            {
                RoomId = roomId,
                Quotes = { some.Select(static one => new Quote { DocumentId = one.DocumentId, Text = one.Quote, StartByte = one.Place?.StartByte ?? 0 }) },
            };
            var verified = await client.Calls.CallAsync(options => client.Link.Documents.VerifyQuotesAsync(request, options), cancellationToken);
            correct += verified.Verdicts.Count(static verdict => verdict.Verified);
        }
        return correct;
    }
}
