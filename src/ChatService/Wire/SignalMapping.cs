using System.Text;
using GroupChat.Chat.Delivery;
using Proto = GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Wire;

internal static class SignalMapping
{
    public static Proto.Signal ToProto(this Signal signal) => signal switch
    {
        Signal.Typing typing => new() { Typing = new() { Participant = typing.Who.ToProto(), Typing = typing.IsTyping } },
        Signal.Presence presence => new() { Presence = new() { Participant = presence.Who.ToProto(), Present = presence.IsPresent } },
        Signal.TokenDelta delta => new() { TokenDelta = ToProto(delta) },
        Signal.Progress progress => new() { AnswerProgress = ToProto(progress) },
        _ => throw new InvalidOperationException($"No arm of Signal for {signal.GetType().Name}."),
    };

    private static Proto.TokenDelta ToProto(Signal.TokenDelta delta) => new()
    {
        MessageId = delta.Answer.ToString(),
        RunId = delta.Run.ToString(),
        Offset = delta.Offset,
        Text = Encoding.UTF8.GetString(delta.Text.Span),
        EndOffset = delta.Offset + delta.Text.Length,
    };

    private static Proto.AnswerProgress ToProto(Signal.Progress progress)
    {
        var proto = new Proto.AnswerProgress
        {
            MessageId = progress.Answer.ToString(),
            RunId = progress.Run?.ToString() ?? "",
            Phase = (Proto.AnswerPhase)progress.Phase,
            PromptTokensRead = progress.Wait.Read,
            PromptTokens = progress.Wait.Total,
        };
        if (progress.Wait.QueuePosition is { } position)
            proto.QueuePosition = position;
        return proto;
    }
}
