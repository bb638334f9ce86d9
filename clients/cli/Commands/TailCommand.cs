using System.CommandLine;
using GroupChat.Cli.Connection;
using GroupChat.Cli.Output;

namespace GroupChat.Cli.Commands;

/// <summary>groupchat tail ROOM: one event a line, for as long as somebody reads.</summary>
internal static class TailCommand
{
    public static Command Build(CommandRunner runner)
    {
        var room = Arguments.Room();
        var json = Arguments.Json("every event");
        var fromStart = new Option<bool>("--from-start") { Description = "Begin with the room's first event" };
        var cursor = new Option<string?>("--cursor") { Description = "Begin after the event with this cursor", HelpName = "CURSOR" };
        var last = new Option<int?>("--last") { Description = "Begin with the last N events", HelpName = "N" };
        last.AtLeast(0);
        var signals = new Option<bool>("--signals") { Description = "Print typing, presence and growing answers too" };
        var once = new Option<bool>("--no-follow") { Description = "End when everything there is has been printed" };
        var command = new Command("tail", "Print what happens in a room, one event a line")
        {
            room, json, fromStart, cursor, last, signals, once,
        };
        command.Validators.Add(result =>
        {
            if (new Option[] { fromStart, cursor, last }.Count(option => result.GetResult(option) is { Implicit: false }) > 1)
                result.AddError("--from-start, --cursor and --last exclude each other.");
        });
        return runner.Bind(command, async (client, parsed, cancellationToken) =>
        {
            var start = new TailStart(
                client.Link.Chat,
                parsed.GetRequiredValue(room),
                parsed.GetValue(fromStart),
                parsed.GetValue(cursor),
                parsed.GetValue(last));
            var printer = new TailPrinter(client.Shell, parsed.GetValue(json), parsed.GetValue(signals));
            await using var connection = client.Converse(start.RoomId, start.FindAsync);
            connection.Start();
            return await FollowAsync(client, connection, printer, parsed.GetValue(once), cancellationToken);
        });
    }

    private static async Task<int> FollowAsync(
        Client client, ConverseConnection connection, TailPrinter printer, bool once, CancellationToken cancellationToken)
    {
        await foreach (var update in connection.ReadAllAsync(cancellationToken))
        {
            if (update is Update.Reconnecting lost)
                client.Status.Show($"reconnecting… ({lost.Why})");
            else
                client.Status.Clear();
            switch (update)
            {
                case Update.Event happened:
                    printer.Print(happened.Change);
                    break;
                case Update.Passing passing:
                    printer.Print(passing.Signal);
                    break;
                case Update.CaughtUp when once:
                    return ExitCode.Ok;
                case Update.RoomClosed closed:
                    throw closed.ToError();
            }
        }
        return ExitCode.Ok;
    }
}
