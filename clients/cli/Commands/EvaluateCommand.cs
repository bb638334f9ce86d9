using System.CommandLine;
using GroupChat.Cli.Evaluation;
using GroupChat.Cli.Output;

namespace GroupChat.Cli.Commands;

/// <summary>groupchat evaluate ROOM FILE: asks a set of questions and scores the answers.</summary>
internal static class EvaluateCommand
{
    public static Command Build(CommandRunner runner)
    {
        var room = Arguments.Room();
        var file = new Argument<string>("FILE") { Description = "Questions, one JSON object a line" };
        var agent = new Option<string>("--agent") { Description = "Handle of the agent", HelpName = "HANDLE", DefaultValueFactory = _ => "assistant" };
        var hits = Least("--min-hits", "Least share of questions answered as expected");
        var citations = Least("--min-citations", "Least share of citations that are correct");
        var refusals = Least("--min-refusals", "Least share of refusals where one is expected");
        var slowest = Least("--max-p95", "Most seconds for 95 of 100 answers");
        var command = new Command("evaluate", "Ask a set of questions and score the answers") { room, file, agent, hits, citations, refusals, slowest };
        return runner.Bind(command, async (client, parsed, cancellationToken) =>
        {
            var questions = EvaluationQuestion.Read(await File.ReadAllLinesAsync(parsed.GetRequiredValue(file), cancellationToken));
            var run = new EvaluationRun(client, parsed.GetRequiredValue(room), parsed.GetRequiredValue(agent));
            var report = await run.RunAsync(questions, cancellationToken);
            client.Shell.Out.WriteLine(report.ToJson());
            string?[] faults =
            [
                TooLow("hits", report.HitRate, parsed.GetValue(hits)),
                TooLow("citations", report.CitationRate, parsed.GetValue(citations)),
                TooLow("refusals", report.RefusalRate, parsed.GetValue(refusals)),
                report.SecondsP95 > parsed.GetValue(slowest) ? $"95 of 100 answers took up to {report.SecondsP95:0.00} s" : null,
            ];
            foreach (var fault in faults.OfType<string>())
                client.Note(fault);
            return faults.All(static fault => fault is null) ? ExitCode.Ok : ExitCode.Failed;
        });
    }

    private static Option<double?> Least(string name, string description)
    {
        var option = new Option<double?>(name) { Description = description, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && double.TryParse(token.Value, System.Globalization.CultureInfo.InvariantCulture, out var number) && !(number >= 0))
                result.AddError($"{name} must be at least 0.");
        });
        return option;
    }

    /// <summary>What cannot be rated is not too low.</summary>
    private static string? TooLow(string what, double? rate, double? least) => rate < least ? $"{what}: {rate:0.000}, at least {least} wanted" : null;
}
