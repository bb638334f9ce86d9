using System.CommandLine;
using GroupChat.Cli.Output;
using GroupChat.Cli.Rooms;

namespace GroupChat.Cli.Commands;

/// <summary>groupchat send ROOM [TEXT]: says one thing and waits until it is durable.</summary>
internal static class SendCommand
{
    public static Command Build(CommandRunner runner)
    {
        var room = Arguments.Room();
        var text = TextArgument.Build("What to say");
        var key = new Option<string?>("--message-id")
        {
            Description = "Idempotency key: sending again with the same key does not say it twice",
            HelpName = "KEY",
        };
        var json = Arguments.Json("the stored message");
        return runner.Bind(new("send", "Say something in a room") { room, text, key, json }, async (client, parsed, cancellationToken) =>
        {
            var request = Messages.Text(
                parsed.GetRequiredValue(room),
                parsed.GetValue(key) ?? client.NewKey(),
                await TextArgument.ReadAsync(parsed.GetValue(text) ?? [], client.Shell, cancellationToken));
            var answer = await client.Rooms.AsMemberAsync(
                request.RoomId,
                () => client.Calls.CallAsync(options => client.Link.Chat.PostMessageAsync(request, options), cancellationToken),
                cancellationToken);
            client.Shell.Out.WriteLine(parsed.GetValue(json) ? Json.Line(answer.Message) : $"{answer.Message.Sequence}");
            return ExitCode.Ok;
        });
    }
}
