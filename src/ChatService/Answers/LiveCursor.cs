using GroupChat.Chat.Messages;
using GroupChat.Chat.Turns;

namespace GroupChat.Chat.Answers;

/// <summary>How much of an answer in the making one viewer has been shown.</summary>
internal record struct LiveCursor(MessageId Answer)
{
    /// <summary>The run whose text was shown last.</summary>
    public RunId? Run { get; set; }

    /// <summary>How many bytes of it.</summary>
    public int Offset { get; set; }

    /// <summary>The run and how far it was, as told last; null before the first.</summary>
    public (RunId? Run, AnswerPhase Phase, ModelWait Wait)? Progress { get; set; }
}
