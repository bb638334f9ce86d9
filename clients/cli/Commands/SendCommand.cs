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
        var text = Arguments.Words("TEXT", "What to say; from standard input when absent or '-'", ArgumentArity.ZeroOrMore);
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
                await TextAsync(parsed.GetValue(text) ?? [], client.Shell, cancellationToken));
            var answer = await client.Rooms.AsMemberAsync(
                request.RoomId,
                () => client.Calls.CallAsync(options => client.Link.Chat.PostMessageAsync(request, options), cancellationToken),
                cancellationToken);
            client.Shell.Out.WriteLine(parsed.GetValue(json) ? Json.Line(answer.Message) : $"{answer.Message.Sequence}");
            return ExitCode.Ok;
        });
    }

    private static async Task<string> TextAsync(string[] words, Shell shell, CancellationToken cancellationToken)
    {
        if (words is not ([] or ["-"]))
            return string.Join(' ', words);
        var text = await shell.In.ReadToEndAsync(cancellationToken).WaitAsync(cancellationToken);
        return text.EndsWith('\n') ? text[..^1].TrimEnd('\r') : text;
    }
}
