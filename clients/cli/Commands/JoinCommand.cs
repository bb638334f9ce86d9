using System.CommandLine;
using GroupChat.Cli.Rooms;

namespace GroupChat.Cli.Commands;

/// <summary>groupchat join ROOM: takes part in the conversation, on a terminal with a screen, in a pipe line by line.</summary>
internal static class JoinCommand
{
    public static Command Build(CommandRunner runner)
    {
        var room = Arguments.Room();
        return runner.Bind(new("join", "Take part in a room") { room }, (client, parsed, cancellationToken) =>
            client.Shell.IsInteractive
                ? OnScreenAsync(client, parsed.GetRequiredValue(room), cancellationToken)
                : new PlainRoom(client, parsed.GetRequiredValue(room)).RunAsync(cancellationToken));
    }

    private static async Task<int> OnScreenAsync(Client client, string roomId, CancellationToken cancellationToken)
    {
        using var terminal = client.Shell.OpenTerminal!();
        using var room = new InteractiveRoom(client, roomId, terminal);
        return await room.RunAsync(cancellationToken);
    }
}
