using System.CommandLine;
using Google.Protobuf;
using GroupChat.Cli.Output;
using GroupChat.Contracts.Language.V1;
using Grpc.Core;

namespace GroupChat.Cli.Commands;

/// <summary>groupchat language summarize | intent | sentiment | entities | moderate | translate: one thing about one text.</summary>
internal static class LanguageCommands
{
    /// <summary>A model on a small machine needs its time.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    public static Command Build(CommandRunner runner) => new("language", "Say something about a text: by rules, or by the server's model")
    {
        Summarize(runner),
        Task(runner, "intent", "What the writer of a text wants", Intent),
        Task(runner, "sentiment", "Whether a text is for or against what it is about", Sentiment),
        Task(runner, "entities", "What a text names", Entities),
        Task(runner, "moderate", "Why a text may not be wanted", Moderate),
        Translate(runner),
    };

    private static Command Summarize(CommandRunner runner)
    {
        var count = new Option<int>("-n", "--count") { Description = "How many sentences at most", HelpName = "N", DefaultValueFactory = _ => 3 };
        count.AtLeast(1);
        return Task(runner, "summarize", "What a text says, in a few sentences", (ask, parsed) => ask.AsAsync(
            (calls, options) => calls.SummarizeAsync(new() { Text = ask.Text, ModelId = ask.ModelId, MaxSentences = parsed.GetValue(count) }, options),
            answer => (answer.Inference, [[answer.Summary]])), count);
    }

    private static Command Translate(CommandRunner runner)
    {
        var target = new Option<string>("--to") { Description = "Language wanted, such as de or pt-BR", HelpName = "LANGUAGE", Required = true };
        return Task(runner, "translate", "The same in another language", (ask, parsed) => ask.AsAsync(
            (calls, options) => calls.TranslateAsync(
                new() { Text = ask.Text, ModelId = ask.ModelId, TargetLanguage = parsed.GetRequiredValue(target) }, options),
            answer => (answer.Inference, [[answer.Text]])), target);
    }

    private static Task<int> Intent(Ask ask, ParseResult parsed) => ask.AsAsync(
        (calls, options) => calls.ClassifyIntentAsync(new() { Text = ask.Text, ModelId = ask.ModelId }, options),
        answer => (answer.Inference,
        [
            [answer.Intent, $"{answer.Inference.Confidence:0.00}"],
            .. answer.Alternatives.Select(other => (string[])[other.Name, $"{other.Confidence:0.00}"]),
        ]));

    private static Task<int> Sentiment(Ask ask, ParseResult parsed) => ask.AsAsync(
        (calls, options) => calls.AnalyzeSentimentAsync(new() { Text = ask.Text, ModelId = ask.ModelId }, options),
        answer => (answer.Inference, [[Word(answer.Sentiment), $"{answer.Score:0.00}"]]));

    private static Task<int> Entities(Ask ask, ParseResult parsed) => ask.AsAsync(
        (calls, options) => calls.ExtractEntitiesAsync(new() { Text = ask.Text, ModelId = ask.ModelId }, options),
        answer => (answer.Inference, [.. answer.Entities.Select(entity => (string[])[Word(entity.Kind), entity.Text, entity.Value])]));

    private static Task<int> Moderate(Ask ask, ParseResult parsed) => ask.AsAsync(
        (calls, options) => calls.ModerateAsync(new() { Text = ask.Text, ModelId = ask.ModelId }, options),
        answer => (answer.Inference,
        [
            [answer.Flagged ? "flagged" : "fine", ""],
            .. answer.Scores.Select(score => (string[])[Word(score.Category), $"{score.Score:0.00}"]),
        ]));

    private static Command Task(
        CommandRunner runner, string name, string description, Func<Ask, ParseResult, Task<int>> run, params Option[] options)
    {
        var text = TextArgument.Build("The text");
        var model = new Option<string>("--model") { Description = "Model that does it, or 'rules'", HelpName = "MODEL", DefaultValueFactory = _ => "" };
        var json = Arguments.Json("the whole answer");
        var command = new Command(name, description) { text, model, json };
        foreach (var option in options)
            command.Options.Add(option);
        return runner.Bind(command, async (client, parsed, cancellationToken) =>
        {
            var words = await TextArgument.ReadAsync(parsed.GetValue(text) ?? [], client.Shell, cancellationToken);
            return await run(new(client, words, parsed.GetValue(model) ?? "", parsed.GetValue(json), cancellationToken), parsed);
        });
    }

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>One call about one text, and how its answer is shown.</summary>
    private sealed record Ask(Client Client, string Text, string ModelId, bool AsJson, CancellationToken CancellationToken)
    {
        public async Task<int> AsAsync<T>(
            Func<LanguageService.LanguageServiceClient, CallOptions, AsyncUnaryCall<T>> call, Func<T, (Inference By, string[][] Rows)> show)
            where T : IMessage
        {
            var answer = await Client.Calls.CallAsync(async options => await call(Client.Link.Language, options), Timeout, CancellationToken);
            var (by, rows) = show(answer);
            if (AsJson)
                Client.Shell.Out.WriteLine(Json.Line(answer));
            else
                Table.Write(Client.Shell, [.. Enumerable.Repeat("", rows.Select(row => row.Length).DefaultIfEmpty(1).Max())], rows);
            Client.Note($"by {by.ModelId}, confidence {by.Confidence:0.00}");
            return ExitCode.Ok;
        }
    }
}
