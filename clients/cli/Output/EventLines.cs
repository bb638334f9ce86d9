using GroupChat.Cli.Terminal;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Output;

/// <summary>Events and signals as plain text, exactly one line each, without anything a terminal would obey.</summary>
internal static class EventLines
{
    public static string Of(RoomEvent change, Ink ink)
    {
        var time = change.CommitTime?.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'") ?? "-";
        return $"{change.Sequence} {ink.Dim(time)} {What(change, ink)}";
    }

    /// <summary>Null for a signal that is not worth a line.</summary>
    public static string? Of(Signal signal, Ink ink) => signal.SignalCase switch
    {
        Signal.SignalOneofCase.Typing when signal.Typing.Typing => $"~ {Name(signal.Typing.Participant, ink)} is typing",
        Signal.SignalOneofCase.Presence =>
            $"~ {Name(signal.Presence.Participant, ink)} {(signal.Presence.Present ? "is here" : "is away")}",
        Signal.SignalOneofCase.TokenDelta => $"~ +{Sanitizer.Line(signal.TokenDelta.Text)}",
        Signal.SignalOneofCase.AnswerProgress => $"~ {Phrases.Of(signal.AnswerProgress)}",
        _ => null,
    };

    private static string What(RoomEvent change, Ink ink) => change.ChangeCase switch
    {
        RoomEvent.ChangeOneofCase.RoomCreated => "the room was created",
        RoomEvent.ChangeOneofCase.MemberJoined => $"{Name(change.MemberJoined.Member.Participant, ink)} joined",
        RoomEvent.ChangeOneofCase.MemberLeft => $"{Name(change.MemberLeft.Participant, ink)} left",
        RoomEvent.ChangeOneofCase.MessagePosted => Said(change.MessagePosted.Message, ink),
        RoomEvent.ChangeOneofCase.MessageEdited => Said(change.MessageEdited.Message, ink),
        RoomEvent.ChangeOneofCase.MessageDeleted => Phrases.Of(change.MessageDeleted),
        RoomEvent.ChangeOneofCase.ReactionAdded =>
            $"{Name(change.ReactionAdded.Participant, ink)} reacted with {Sanitizer.Line(change.ReactionAdded.Emoji)}",
        RoomEvent.ChangeOneofCase.ReactionRemoved =>
            $"{Name(change.ReactionRemoved.Participant, ink)} took back {Sanitizer.Line(change.ReactionRemoved.Emoji)}",
        RoomEvent.ChangeOneofCase.MessagePinned => $"{Name(change.MessagePinned.Participant, ink)} pinned a message",
        RoomEvent.ChangeOneofCase.MessageUnpinned => $"{Name(change.MessageUnpinned.Participant, ink)} unpinned a message",
        RoomEvent.ChangeOneofCase.AnswerStarted => $"{Name(change.AnswerStarted.Message.Author, ink)} is answering",
        RoomEvent.ChangeOneofCase.AnswerRestarted => $"{Name(change.AnswerRestarted.Message.Author, ink)} answers again",
        RoomEvent.ChangeOneofCase.AnswerFinished =>
            $"{Said(change.AnswerFinished.Message, ink)}{Ending(change.AnswerFinished.Message.Answer)}",
        _ => ToolCallLines.CallOf(change) is { } call ? ToolCallLines.Of(call) : "something this version does not know",
    };

    private static string Said(Message message, Ink ink) =>
        $"{Name(message.Author, ink)}: {Sanitizer.Line(Phrases.WordsOf(message))}";

    private static string Ending(Answer answer) => answer.State == AnswerState.Complete ? "" : $" ({Phrases.Of(answer)})";

    private static string Name(Participant participant, Ink ink) =>
        ink.Name(participant.UserId, Sanitizer.Line(participant.DisplayName));
}
