using System.CommandLine;
using System.Globalization;
using GroupChat.Cli.Output;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Commands;

/// <summary>groupchat quotas list | get | set: what people and rooms may use, for admins.</summary>
internal static class QuotaCommands
{
    private const string AsSettings = "settings";

    public static Command Build(CommandRunner runner) => new("quotas", "What people and rooms may use of models, for admins")
    {
        List(runner), Get(runner), Set(runner),
    };

    private static Command List(CommandRunner runner)
    {
        var json = Arguments.Json("one quota a line");
        return runner.Bind(new("list", "List those for whom something else counts than the settings") { json }, async (client, parsed, cancellationToken) =>
        {
            var quotas = await Pages.AllAsync(
                token => client.Calls.CallAsync(options => client.Link.Usage.ListQuotasAsync(new() { PageToken = token }, options), cancellationToken),
                page => (page.Quotas, page.NextPageToken));
            if (!parsed.GetValue(json))
                Table.Write(client.Shell, ["OF", "ID", "TOKENS A DAY", "ANSWERS AT A TIME"], quotas.Select(Row));
            foreach (var quota in parsed.GetValue(json) ? quotas : [])
                client.Shell.Out.WriteLine(Json.Line(quota));
            return ExitCode.Ok;
        });
    }

    private static Command Get(CommandRunner runner)
    {
        var (user, room) = Subject();
        var json = Arguments.Json("the quota");
        return runner.Bind(new("get", "Show what counts for a person or a room, and what of it is used") { user, room, json }, async (client, parsed, cancellationToken) =>
        {
            var request = new GetQuotaRequest { UserId = parsed.GetValue(user) ?? "", RoomId = parsed.GetValue(room) ?? "" };
            var state = await client.Calls.CallAsync(options => client.Link.Usage.GetQuotaAsync(request, options), cancellationToken);
            if (parsed.GetValue(json))
                client.Shell.Out.WriteLine(Json.Line(state));
            else
                Table.Write(client.Shell, ["", "USED", "LIMIT", "FROM"], Rows(state));
            return ExitCode.Ok;
        });
    }

    private static Command Set(CommandRunner runner)
    {
        var (user, room) = Subject();
        var tokens = new Option<long?>("--tokens-per-day") { Description = "Tokens in a day (UTC); 0 for no limit", HelpName = "COUNT" };
        var answers = new Option<int?>("--answers-at-a-time") { Description = "Answers that are written or wait at a time; 0 for no limit", HelpName = "COUNT" };
        var command = new Command("set", "Say what a person or a room may use; what is not given is as the settings say") { user, room, tokens, answers };
        return runner.Bind(command, async (client, parsed, cancellationToken) =>
        {
            var request = new UpdateQuotaRequest { UserId = parsed.GetValue(user) ?? "", RoomId = parsed.GetValue(room) ?? "" };
            if (parsed.GetValue(tokens) is { } mostTokens)
                request.TokensPerDay = mostTokens;
            if (parsed.GetValue(answers) is { } mostAnswers)
                request.AnswersAtATime = mostAnswers;
            var updated = await client.Calls.CallAsync(options => client.Link.Usage.UpdateQuotaAsync(request, options), cancellationToken);
            client.Shell.Out.WriteLine(string.Join('\t', Row(updated.Quota)));
            return ExitCode.Ok;
        });
    }

    private static (Option<string?> User, Option<string?> Room) Subject() =>
        (new("--user") { Description = "A person", HelpName = "USER" }, new("--room") { Description = "A room", HelpName = "ROOM" });

    private static string[] Row(Quota quota) =>
    [
        quota.UserId.Length > 0 ? "user" : "room",
        quota.UserId.Length > 0 ? quota.UserId : quota.RoomId,
        quota.HasTokensPerDay ? Limit(quota.TokensPerDay) : AsSettings,
        quota.HasAnswersAtATime ? Limit(quota.AnswersAtATime) : AsSettings,
    ];

    private static IEnumerable<string[]> Rows(GetQuotaResponse state) =>
    [
        ["tokens today", Number(state.TokensToday), Limit(state.TokensPerDay), state.Quota.HasTokensPerDay ? "quota" : AsSettings],
        ["answers now", Number(state.AnswersNow), Limit(state.AnswersAtATime), state.Quota.HasAnswersAtATime ? "quota" : AsSettings],
    ];

    private static string Limit(long most) => most == 0 ? "no limit" : Number(most);

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);
}
