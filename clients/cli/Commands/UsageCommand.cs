using System.CommandLine;
using System.Globalization;
using GroupChat.Cli.Output;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Commands;

/// <summary>groupchat usage: what models were used for, one's own or those of a room.</summary>
internal static class UsageCommand
{
    public static Command Build(CommandRunner runner)
    {
        var room = new Option<string?>("--room") { Description = "Everybody's in this room, for its owners", HelpName = "ROOM" };
        var all = new Option<bool>("--everybody") { Description = "Everybody's in all rooms, for admins" };
        var from = new Option<string?>("--from") { Description = "First day, as 2026-11-22 (default: 30 days ago)", HelpName = "DAY" };
        var to = new Option<string?>("--to") { Description = "Last day (default: today)", HelpName = "DAY" };
        var by = new Option<UsageGroup[]>("--by") { Description = "Tell apart by this; may be repeated: day, room, user, agent, model, kind", HelpName = "WHAT" };
        var json = Arguments.Json("one sum a line");
        var command = new Command("usage", "Print what models were used for, in tokens") { room, all, from, to, by, json };
        return runner.Bind(command, async (client, parsed, cancellationToken) =>
        {
            var request = new GetUsageRequest
            {
                RoomId = parsed.GetValue(room) ?? "",
                Everybody = parsed.GetValue(all),
                FromDay = parsed.GetValue(from) ?? "",
                ToDay = parsed.GetValue(to) ?? "",
                GroupBy = { parsed.GetValue(by) ?? [] },
            };
            var rows = await ReadAsync(client, request, cancellationToken);
            if (parsed.GetValue(json))
                rows.ForEach(row => client.Shell.Out.WriteLine(Json.Line(row)));
            else
                Table.Write(client.Shell, [.. request.GroupBy.Select(Name), "runs", "computed", "cached", "generated"], rows.Select(row => Cells(row, request.GroupBy)));
            return ExitCode.Ok;
        });
    }

    private static Task<List<UsageRow>> ReadAsync(Client client, GetUsageRequest request, CancellationToken cancellationToken) => Pages.AllAsync(
        token => client.Calls.CallAsync(options => client.Link.Usage.GetUsageAsync(new(request) { PageToken = token }, options), cancellationToken),
        page => (page.Rows, page.NextPageToken));

    private static string Name(UsageGroup group) => group.ToString().ToLowerInvariant();

    private static string[] Cells(UsageRow row, IEnumerable<UsageGroup> groups) =>
    [
        .. groups.Select(group => group switch
        {
            UsageGroup.Day => row.Day,
            UsageGroup.Room => row.RoomId,
            UsageGroup.User => row.UserId,
            UsageGroup.Agent => row.AgentId,
            UsageGroup.Kind => row.Kind.ToString().ToLowerInvariant(),
            _ => row.ModelId,
        }),
        .. new[] { row.Runs, row.ComputedTokens, row.CachedTokens, row.GeneratedTokens }.Select(count => count.ToString(CultureInfo.InvariantCulture)),
    ];
}
