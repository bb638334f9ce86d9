using System.CommandLine;
using GroupChat.Cli.Output;
using GroupChat.Cli.Rooms;
using GroupChat.Cli.Terminal;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Commands;

/// <summary>groupchat history ROOM: what was said, oldest first.</summary>
internal static class HistoryCommand
{
    private const int LargestPage = 200;

    public static Command Build(CommandRunner runner)
    {
        var room = Arguments.Room();
        var count = new Option<int>("-n", "--count")
        {
            Description = "How many messages at most",
            HelpName = "N",
            DefaultValueFactory = _ => 50,
        };
        count.AtLeast(1);
        var json = Arguments.Json("one message a line");
        var command = new Command("history", "Print what was said in a room") { room, count, json };
        return runner.Bind(command, async (client, parsed, cancellationToken) =>
        {
            var messages = await ReadAsync(client, parsed.GetRequiredValue(room), parsed.GetValue(count), cancellationToken);
            var askers = new Askers();
            var renderer = new MessageRenderer(client.Shell.Ink, client.Shell.Time.LocalTimeZone, client.Shell.Width);
            foreach (var message in messages)
            {
                askers.Remember(message);
                if (parsed.GetValue(json))
                    client.Shell.Out.WriteLine(Json.Line(message));
                else
                    renderer.Message(message, askers.Of(message)).ForEach(client.Shell.Out.WriteLine);
            }
            return ExitCode.Ok;
        });
    }

    private static async Task<List<Message>> ReadAsync(Client client, string roomId, int count, CancellationToken cancellationToken)
    {
        var request = new ListMessagesRequest { RoomId = roomId, PageSize = Math.Min(count, LargestPage) };
        var messages = await client.Rooms.AsMemberAsync(
            roomId,
            () => Pages.AllAsync(
                token => client.Calls.CallAsync(
                    options => client.Link.Chat.ListMessagesAsync(new(request) { PageToken = token }, options), cancellationToken),
                page => (page.Messages, page.NextPageToken),
                count),
            cancellationToken);
        messages.Reverse();
        return messages;
    }
}
