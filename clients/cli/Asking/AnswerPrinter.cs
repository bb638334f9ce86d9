using GroupChat.Cli.Commands;
using GroupChat.Cli.Output;
using GroupChat.Cli.Rooms;
using GroupChat.Cli.Terminal;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Asking;

/// <summary>Prints an answer while it grows. What is printed stays: a pipe cannot be taken back.</summary>
internal sealed class AnswerPrinter(Client client, bool json)
{
    private string _printed = "";

    public void Progress(AnswerProgress progress)
    {
        if (_printed.Length == 0)
            client.Status.Show($"{Phrases.Of(progress)}…");
    }

    /// <summary>Prints what is new in the text so far.</summary>
    public void Grow(string text)
    {
        if (json)
            return;
        var safe = Sanitizer.Text(text);
        if (safe.Length == 0 || safe == _printed)
            return;
        client.Status.Clear();
        if (!safe.StartsWith(_printed, StringComparison.Ordinal))
            BeginAgain();
        client.Shell.Out.Write(safe[_printed.Length..]);
        _printed = safe;
    }

    public void Finish(Message message)
    {
        client.Status.Clear();
        if (json)
        {
            client.Shell.Out.WriteLine(Json.Line(message));
            return;
        }
        Grow(AnswerText.TextOf(message));
        EndLine();
        if (message.Answer.Citations.Count > 0)
            client.Shell.Out.WriteLine();
        foreach (var citation in message.Answer.Citations)
            client.Shell.Out.WriteLine(client.Shell.Ink.Dim(Phrases.Of(citation)));
    }

    /// <summary>Ends the line that the answer stopped in.</summary>
    public void EndLine()
    {
        if (_printed.Length > 0 && !_printed.EndsWith('\n'))
            client.Shell.Out.WriteLine();
        _printed = "";
    }

    /// <summary>Another worker took over and writes the answer from the beginning.</summary>
    private void BeginAgain()
    {
        EndLine();
        client.Note("the answer begins again");
    }
}
