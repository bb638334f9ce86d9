using System.CommandLine;
using GroupChat.Cli.Output;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Commands;

/// <summary>groupchat room join | invite | link: the ways into a room.</summary>
internal static class RoomEntryCommands
{
    public static IEnumerable<Command> Build(CommandRunner runner) => [Join(runner), Invite(runner), Link(runner)];

    private static Command Join(CommandRunner runner)
    {
        var room = Arguments.Room();
        var token = new Option<string?>("--token") { Description = "Of a join link, for a private room" };
        return runner.Bind(new("join", "Become a member of a room") { room, token }, async (client, parsed, cancellationToken) =>
        {
            var answer = await client.Rooms.JoinAsync(parsed.GetRequiredValue(room), parsed.GetValue(token) ?? "", cancellationToken);
            client.Note($"{answer.Member.Participant.DisplayName} is a member of {answer.Room.RoomId}");
            return ExitCode.Ok;
        });
    }

    private static Command Invite(CommandRunner runner)
    {
        var room = Arguments.Room();
        var user = new Argument<string>("USER") { Description = "Id of a person, or of an agent as agent:HANDLE" };
        return runner.Bind(new("invite", "Ask somebody in") { room, user }, async (client, parsed, cancellationToken) =>
        {
            var request = new InviteMemberRequest { RoomId = parsed.GetRequiredValue(room), UserId = parsed.GetRequiredValue(user) };
            var answer = await client.Calls.CallAsync(options => client.Link.Chat.InviteMemberAsync(request, options), cancellationToken);
            client.Note($"{request.UserId} {(answer.Member is null ? "is invited to" : "is a member of")} {request.RoomId}");
            return ExitCode.Ok;
        });
    }

    private static Command Link(CommandRunner runner)
    {
        var room = Arguments.Room();
        var uses = new Option<int>("--uses") { Description = "How often it may be used (default: any number)" };
        var json = Arguments.Json("the link");
        return runner.Bind(new("link", "Make a join link that lives for 7 days") { room, uses, json }, async (client, parsed, cancellationToken) =>
        {
            var request = new CreateJoinLinkRequest { RoomId = parsed.GetRequiredValue(room), MaxUses = parsed.GetValue(uses) };
            var answer = await client.Calls.CallAsync(options => client.Link.Chat.CreateJoinLinkAsync(request, options), cancellationToken);
            client.Shell.Out.WriteLine(parsed.GetValue(json) ? Json.Line(answer.JoinLink) : answer.JoinLink.Token);
            return ExitCode.Ok;
        });
    }
}
