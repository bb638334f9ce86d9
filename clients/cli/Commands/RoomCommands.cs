using System.CommandLine;
using GroupChat.Cli.Output;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Commands;

/// <summary>groupchat room create | list | leave | members, and what <see cref="RoomEntryCommands"/> adds.</summary>
internal static class RoomCommands
{
    private const int PageSize = 200;

    public static Command Build(CommandRunner runner)
    {
        var rooms = new Command("room", "Create, find, join and leave rooms") { Create(runner), List(runner) };
        foreach (var entry in RoomEntryCommands.Build(runner))
            rooms.Subcommands.Add(entry);
        rooms.Subcommands.Add(Leave(runner));
        rooms.Subcommands.Add(Members(runner));
        return rooms;
    }

    private static Command Create(CommandRunner runner)
    {
        var room = Arguments.Room();
        var title = new Option<string?>("--title") { Description = "Name to show (default: the id)" };
        var topic = new Option<string?>("--topic") { Description = "What the room is about" };
        var isPrivate = new Option<bool>("--private") { Description = "Only by invitation or join link" };
        var json = Arguments.Json("the room");
        return runner.Bind(new("create", "Create a room") { room, title, topic, isPrivate, json }, async (client, parsed, cancellationToken) =>
        {
            var request = new CreateRoomRequest
            {
                RequestId = client.NewKey(),
                RoomId = parsed.GetRequiredValue(room),
                DisplayName = parsed.GetValue(title) ?? "",
                Topic = parsed.GetValue(topic) ?? "",
                Visibility = parsed.GetValue(isPrivate) ? RoomVisibility.Private : RoomVisibility.Public,
            };
            var answer = await client.Calls.CallAsync(options => client.Link.Chat.CreateRoomAsync(request, options), cancellationToken);
            client.Shell.Out.WriteLine(parsed.GetValue(json) ? Json.Line(answer.Room) : answer.Room.RoomId);
            return ExitCode.Ok;
        });
    }

    private static Command List(CommandRunner runner)
    {
        var joined = new Option<bool>("--joined") { Description = "Only rooms you are in" };
        var json = Arguments.Json("one room a line");
        return runner.Bind(new("list", "List rooms") { joined, json }, async (client, parsed, cancellationToken) =>
        {
            var rooms = await Pages.AllAsync(
                token => client.Calls.CallAsync(
                    options => client.Link.Chat.ListRoomsAsync(
                        new() { PageSize = PageSize, PageToken = token, JoinedOnly = parsed.GetValue(joined) }, options),
                    cancellationToken),
                page => (page.Rooms, page.NextPageToken));
            if (parsed.GetValue(json))
                rooms.ForEach(room => client.Shell.Out.WriteLine(Json.Line(room)));
            else
                await WriteAsync(client, rooms, cancellationToken);
            return ExitCode.Ok;
        });
    }

    private static async Task WriteAsync(Client client, List<Room> rooms, CancellationToken cancellationToken)
    {
        var unread = (await Pages.AllAsync(
            token => client.Calls.CallAsync(
                options => client.Link.Chat.ListUnreadAsync(new() { PageSize = PageSize, PageToken = token }, options), cancellationToken),
            page => (page.Rooms, page.NextPageToken))).ToDictionary(found => found.Room.RoomId);
        Table.Write(
            client.Shell,
            ["ROOM", "MEMBERS", "TITLE", "TOPIC", "UNREAD", "MENTIONS"],
            rooms.Select(room => Row(room, unread.GetValueOrDefault(room.RoomId))));
    }

    /// <summary>Nothing is unread in a room that one is not in.</summary>
    private static string[] Row(Room room, RoomUnread? unread) =>
    [
        room.RoomId, $"{room.MemberCount}", room.DisplayName, room.Topic, $"{unread?.UnreadCount}", $"{unread?.MentionCount}",
    ];

    private static Command Leave(CommandRunner runner)
    {
        var room = Arguments.Room();
        return runner.Bind(new("leave", "Stop being a member of a room") { room }, async (client, parsed, cancellationToken) =>
        {
            var request = new LeaveRoomRequest { RoomId = parsed.GetRequiredValue(room) };
            await client.Calls.CallAsync(options => client.Link.Chat.LeaveRoomAsync(request, options), cancellationToken);
            client.Note($"left {request.RoomId}");
            return ExitCode.Ok;
        });
    }

    private static Command Members(CommandRunner runner)
    {
        var room = Arguments.Room();
        var json = Arguments.Json("one member a line");
        return runner.Bind(new("members", "List the members of a room") { room, json }, async (client, parsed, cancellationToken) =>
        {
            var members = await ListMembersAsync(client, parsed.GetRequiredValue(room), cancellationToken);
            if (parsed.GetValue(json))
                members.ForEach(member => client.Shell.Out.WriteLine(Json.Line(member)));
            else
                Table.Write(client.Shell, ["NAME", "KIND", "ROLE", "USER"], members.Select(Row));
            return ExitCode.Ok;
        });
    }

    private static string[] Row(Member member) =>
    [
        member.Participant.DisplayName,
        member.Participant.Kind == ParticipantKind.Agent ? "agent" : "person",
        Name(member.Role),
        member.Participant.UserId,
    ];

    private static string Name(MemberRole role) => role switch
    {
        MemberRole.Owner => "owner",
        MemberRole.Moderator => "moderator",
        MemberRole.Guest => "guest",
        _ => "member",
    };

    public static Task<List<Member>> ListMembersAsync(Client client, string roomId, CancellationToken cancellationToken) =>
        client.Rooms.AsMemberAsync(
            roomId,
            () => Pages.AllAsync(
                token => client.Calls.CallAsync(
                    options => client.Link.Chat.ListMembersAsync(
                        new() { RoomId = roomId, PageSize = PageSize, PageToken = token }, options),
                    cancellationToken),
                page => (page.Members, page.NextPageToken)),
            cancellationToken);
}
