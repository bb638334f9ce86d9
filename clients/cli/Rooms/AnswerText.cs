using System.Text;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Rooms;

/// <summary>The text of an answer as it grows, put together from deltas that may overlap, start anew or miss a piece.</summary>
internal sealed class AnswerText
{
    private string _runId = "";
    private long _bytes;

    public string Text { get; private set; } = "";

    /// <summary>Takes a delta in. False: a piece before it is missing and the text so far has to be asked for.</summary>
    public bool Apply(TokenDelta delta)
    {
        if (delta.Offset == 0)
            Set(delta.RunId, delta.Text);
        else if (delta.RunId != _runId || delta.Offset > _bytes)
            return false;
        else if (delta.EndOffset > _bytes)
            Set(_runId, Prefix(delta.Offset) + delta.Text);
        return true;
    }

    /// <summary>Takes the text so far from a message, unless more is known already.</summary>
    public void CatchUp(Message message)
    {
        var text = TextOf(message);
        if (message.Answer?.RunId != _runId || Encoding.UTF8.GetByteCount(text) > _bytes)
            Set(message.Answer?.RunId ?? "", text);
    }

    /// <summary>All text parts of a message.</summary>
    public static string TextOf(Message message) =>
        message.Parts.Count == 1 ? message.Parts[0].Text?.Text ?? "" : string.Concat(message.Parts.Select(part => part.Text?.Text));

    private void Set(string runId, string text)
    {
        _runId = runId;
        Text = text;
        _bytes = Encoding.UTF8.GetByteCount(text);
    }

    private string Prefix(long bytes) =>
        bytes == _bytes ? Text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(Text).AsSpan(0, (int)bytes));
}
