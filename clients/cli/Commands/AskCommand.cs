using System.CommandLine;
using GroupChat.Cli.Asking;

namespace GroupChat.Cli.Commands;

/// <summary>groupchat ask ROOM QUESTION: asks the room's agent and prints its answer as it grows.</summary>
internal static class AskCommand
{
    public static Command Build(CommandRunner runner)
    {
        var room = Arguments.Room();
        var words = Arguments.Words("QUESTION", "What to ask", ArgumentArity.OneOrMore);
        var agent = new Option<string>("--agent")
        {
            Description = "Handle of the agent",
            HelpName = "HANDLE",
            DefaultValueFactory = _ => "assistant",
        };
        var json = Arguments.Json("the finished message");
        return runner.Bind(new("ask", "Ask a room's agent") { room, words, agent, json }, async (client, parsed, cancellationToken) =>
        {
            var question = new Question(
                parsed.GetRequiredValue(room),
                client.NewKey(),
                parsed.GetRequiredValue(agent),
                string.Join(' ', parsed.GetRequiredValue(words)));
            var printer = new AnswerPrinter(client, parsed.GetValue(json));
            await using var run = new AskRun(client, question, printer);
            return await run.RunAsync(cancellationToken);
        });
    }
}
