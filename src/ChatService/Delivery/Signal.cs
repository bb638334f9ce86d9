using GroupChat.Chat.Answers;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Turns;

namespace GroupChat.Chat.Delivery;

/// <summary>Something worth knowing now and not worth keeping: no sequence, merged for slow readers, never replayed.</summary>
internal abstract record Signal
{
    private Signal()
    {
    }

    public sealed record Typing(Participant Who, bool IsTyping) : Signal;

    public sealed record Presence(Participant Who, bool IsPresent) : Signal;

    /// <param name="Answer">The message that grows.</param>
    /// <param name="Run">The run that wrote the text.</param>
    /// <param name="Offset">Where it belongs, in bytes from the start; 0 replaces everything.</param>
    /// <param name="Text">Whole characters of UTF-8; shared, never changed.</param>
    public sealed record TokenDelta(MessageId Answer, RunId Run, long Offset, ReadOnlyMemory<byte> Text) : Signal;

    public sealed record Progress(MessageId Answer, RunId? Run, AnswerPhase Phase, ModelWait Wait = default) : Signal;
}
