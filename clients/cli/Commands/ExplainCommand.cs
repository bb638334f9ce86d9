using System.CommandLine;
using GroupChat.Cli.Output;
using GroupChat.Contracts.Agent.V1;

namespace GroupChat.Cli.Commands;

/// <summary>groupchat explain ROOM MESSAGE: what an answer was made from.</summary>
internal static class ExplainCommand
{
    public static Command Build(CommandRunner runner)
    {
        var room = Arguments.Room();
        var message = new Argument<string>("MESSAGE") { Description = "Id of the answer" };
        var json = Arguments.Json("the explanation");
        return runner.Bind(new("explain", "Say what an answer was made from") { room, message, json }, async (client, parsed, cancellationToken) =>
        {
            var request = new ExplainAnswerRequest { RoomId = parsed.GetRequiredValue(room), MessageId = parsed.GetRequiredValue(message) };
            var answer = await client.Calls.CallAsync(options => client.Link.Agents.ExplainAnswerAsync(request, options), cancellationToken);
            if (parsed.GetValue(json))
                client.Shell.Out.WriteLine(Json.Line(answer.Explanation));
            else
                Table.Write(client.Shell, ["WHAT", "", "", ""], Rows(answer.Explanation));
            return ExitCode.Ok;
        });
    }

    private static IEnumerable<string[]> Rows(Explanation explanation)
    {
        yield return ["model", explanation.ModelId, explanation.AgentId, $"version {explanation.AgentVersion}"];
        foreach (var query in explanation.Queries)
            yield return ["query", query.Text, $"by {Word(query.Source)}", $"{query.FoundCount} found"];
        foreach (var passage in explanation.Passages)
            yield return ["passage", string.Join(" › ", passage.Headings.Prepend(passage.DocumentTitle)), $"{passage.Score:0.0000}", Word(passage.Use)];
        var prompt = explanation.Prompt;
        yield return ["prompt", $"{(prompt.Estimated ? "about " : "")}{prompt.Tokens} tokens", $"{prompt.CachedTokens} cached", $"{prompt.MessageCount} messages{(prompt.HasSummary ? " and a summary" : "")}"];
        foreach (var change in prompt.Compactions)
            yield return ["changed", Word(change.Reason), $"{change.MessageCount} messages", $"{change.PassageCount} passages"];
        yield return ["quotes", $"{explanation.CitationCount} cited", $"{explanation.RemovedQuotes} removed", ""];
    }

    /// <summary>READ_BEFORE as "read before".</summary>
    private static string Word<T>(T value)
        where T : struct, Enum => string.Concat(value.ToString().Select(
            static (letter, at) => char.IsUpper(letter) && at > 0 ? $" {char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
