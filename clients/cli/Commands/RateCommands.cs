using System.CommandLine;
using GroupChat.Cli.Output;
using GroupChat.Contracts.Agent.V1;

namespace GroupChat.Cli.Commands;

/// <summary>groupchat rate and ratings: what members think of answers.</summary>
internal static class RateCommands
{
    private const int PageSize = 200;

    public static Command Build(CommandRunner runner)
    {
        var room = Arguments.Room();
        var message = new Argument<string>("MESSAGE") { Description = "Id of the answer" };
        var verdict = new Argument<string>("VERDICT") { Description = "up, down, or none to take it back" };
        verdict.AcceptOnlyFromAmong("up", "down", "none");
        var note = new Option<string>("--note") { Description = "Why", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        var json = Arguments.Json("the rating");
        return runner.Bind(new("rate", "Say what you think of an answer") { room, message, verdict, note, json }, async (client, parsed, cancellationToken) =>
        {
            var request = new RateAnswerRequest
            {
                RoomId = parsed.GetRequiredValue(room),
                MessageId = parsed.GetRequiredValue(message),
                Verdict = VerdictOf(parsed.GetRequiredValue(verdict)),
                Note = parsed.GetValue(note) ?? "",
            };
            var answer = await client.Calls.CallAsync(options => client.Link.Agents.RateAnswerAsync(request, options), cancellationToken);
            if (parsed.GetValue(json))
                client.Shell.Out.WriteLine(Json.Line(answer.Rating ?? new Rating()));
            return ExitCode.Ok;
        });
    }

    public static Command BuildList(CommandRunner runner)
    {
        var room = Arguments.Room();
        var json = Arguments.Json("one rating a line");
        return runner.Bind(new("ratings", "List what members think of a room's answers") { room, json }, async (client, parsed, cancellationToken) =>
        {
            var ratings = await Pages.AllAsync(
                token => client.Calls.CallAsync(
                    options => client.Link.Agents.ListRatingsAsync(
                        new() { RoomId = parsed.GetRequiredValue(room), PageSize = PageSize, PageToken = token }, options),
                    cancellationToken),
                page => (page.Ratings, page.NextPageToken));
            if (parsed.GetValue(json))
                ratings.ForEach(rating => client.Shell.Out.WriteLine(Json.Line(rating)));
            else
                Table.Write(client.Shell, ["VERDICT", "ANSWER", "USER", "NOTE"], ratings.Select(Row));
            return ExitCode.Ok;
        });
    }

    private static string[] Row(Rating rating) =>
        [rating.Verdict == RatingVerdict.Up ? "up" : "down", rating.MessageId, rating.UserId, rating.Note];

    private static RatingVerdict VerdictOf(string word) => word switch
    {
        "up" => RatingVerdict.Up,
        "down" => RatingVerdict.Down,
        _ => RatingVerdict.Unspecified,
    };
}
